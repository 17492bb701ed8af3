import { copiesThereAndBack } from '../scp/there-and-back.ts';

copiesThereAndBack('scp1');
