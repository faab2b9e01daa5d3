import dynamic from 'next/dist/shared/lib/app-dynamic';
import { defaultOf } from './default-of';

export default defaultOf(dynamic);
