import { copiesThereAndBack } from './there-and-back.ts';

copiesThereAndBack('scp');
copiesThereAndBack('pscp');
