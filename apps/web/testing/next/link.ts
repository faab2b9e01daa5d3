import link from 'next/dist/client/link';
import { defaultOf } from './default-of';

export default defaultOf(link);
