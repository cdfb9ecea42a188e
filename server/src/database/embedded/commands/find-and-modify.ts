import { failedToParse } from '../errors.js';
import { compileFilter, filterDocument } from '../query/filter.js';
import { compileProjection } from '../query/project.js';
import { isDocument, type Document, type Value } from '../values/kinds.js';
import {
  booleanField,
  collectionName,
  OK,
  refuseCollation,
  variablesOf,
  type Commands,
  type Context,
} from './command.js';
import { modifyStatement } from './modify.js';

async function findAndModify(command: Document, context: Context): Promise<Document> {
  const name = collectionName(
    command,
    Object.hasOwn(command, 'findAndModify') ? 'findAndModify' : 'findandmodify',
  );
  refuseCollation(command.collation);
  const removing = booleanField(command, 'remove', false);
  const wantsNew = booleanField(command, 'new', false);
  const upsert = booleanField(command, 'upsert', false);
  if (removing && command.update !== undefined)
    throw failedToParse('Cannot specify both an update and remove=true');
  if (removing && upsert) throw failedToParse('Cannot specify both upsert=true and remove=true');
  if (removing && wantsNew) {
    throw failedToParse(
      "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
    );
  }
  if (!removing && command.update === undefined)
    throw failedToParse('Either an update or remove=true must be specified');
  if (!removing && !isDocument(command.update) && !Array.isArray(command.update))
    throw failedToParse('Update argument must be either an object or an array');
  const variables = variablesOf(command);
  const filter = filterDocument(command.query, 'findAndModify.query');
  const projection = compileProjection(command.fields, compileFilter(filter, variables), variables);
  const outcome = await modifyStatement(
    context,
    name,
    {
      filter,
      update: removing ? null : command.update,
      multi: false,
      upsert,
      arrayFilters: command.arrayFilters as Value[] | undefined,
      hint: command.hint,
      sort: command.sort,
      variables,
    },
    command,
  );
  const found = wantsNew ? outcome.after : outcome.before;
  const value = found ? (projection ? projection(found) : found) : null;
  if (removing) return { lastErrorObject: { n: outcome.matched }, value, ok: OK };
  const lastErrorObject: Document = {
    n: outcome.upserted ? 1 : outcome.matched,
    updatedExisting: outcome.matched > 0,
  };
  if (outcome.upserted) lastErrorObject.upserted = outcome.upserted._id;
  return { lastErrorObject, value, ok: OK };
}

const fields = [
  'query', 'sort', 'remove', 'update', 'new', 'fields', 'upsert', 'bypassDocumentValidation', 'collation',
  'arrayFilters', 'hint', 'let',
]; // prettier-ignore

export const findAndModifyCommands: Commands = {
  findAndModify: { stable: true, fields, run: findAndModify },
  findandmodify: { fields, run: findAndModify },
};
