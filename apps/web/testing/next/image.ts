import image from 'next/dist/shared/lib/image-external';
import { defaultOf } from './default-of';

export default defaultOf(image);
