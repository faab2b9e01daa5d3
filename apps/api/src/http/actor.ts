import { createParamDecorator } from '@nestjs/common';

/** Who acts, for the record. Without sign-in it is whoever sits at this machine. */
export const Actor = createParamDecorator((): string => 'this machine');
