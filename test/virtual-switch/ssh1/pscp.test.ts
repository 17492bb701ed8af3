import { copiesThereAndBack } from '../scp/there-and-back.ts';

copiesThereAndBack('pscp -1');
