/** Merchants and providers, as the platform's admins look after them: they let them in and out, and never act as them. */
import type { AccountId, MerchantId, ProviderId } from '@parlour/shared/model/ids.js';
import { idPattern } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type {
  OrganizationKind,
  changeOrganization,
  createOrganization,
  listOrganizations,
} from '@parlour/shared/protocol/organization.js';
import { inviteAccountCase } from '../accounts/invite-account.js';
import type { Context } from '../context.js';
import { newId } from '../new-id.js';
import { directoryChanged } from '../sites/changed.js';
import { note } from '../sites/manage-sites.js';
import type { UseCase } from '../use-case.js';
import { organizationViews, type OrganizationDocument } from './organization-views.js';

const pageSize = 50;

/** Both collections are asked alike; what differs is only in the views. */
const modelOf = ({ models }: Context, kind: OrganizationKind) =>
  (kind === 'merchant' ? models.Merchant : models.Provider) as unknown as Context['models']['Provider'];

const kindOf = (id: MerchantId | ProviderId): OrganizationKind =>
  idPattern('merchant').test(id) ? 'merchant' : 'provider';

export const listOrganizationsCase =
  (context: Context): UseCase<typeof listOrganizations> =>
  async ({ kind, search = '', after = '0' }) => {
    const skip = /^\d{1,6}$/.test(after) ? Number(after) : 0;
    const words = search.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const matching = words === '' ? {} : { name: { $regex: words, $options: 'i' } };
    const model = modelOf(context, kind);
    const [found, total] = await Promise.all([
      model
        .find(matching)
        .sort({ name: 1, _id: 1 })
        .skip(skip)
        .limit(pageSize + 1)
        .lean<OrganizationDocument[]>(),
      model.countDocuments(matching),
    ]);
    return {
      organizations: await organizationViews(context.models, kind, found.slice(0, pageSize)),
      total,
      next: found.length > pageSize ? String(skip + pageSize) : null,
    };
  };

export const createOrganizationCase =
  (context: Context): UseCase<typeof createOrganization> =>
  async ({ kind, name: given, slug, email }, call) => {
    const name = given.trim();
    if (kind === 'merchant' && slug === undefined)
      throw new Refusal('invalid_input', { issues: [{ path: 'slug', message: 'a name in addresses' }] });
    const organization: OrganizationDocument =
      kind === 'merchant' ? { _id: newId('merchant'), name, slug: slug! } : { _id: newId('provider'), name };
    await requireFreeName(context, organization, kind);
    try {
      await modelOf(context, kind).create(organization);
    } catch (error) {
      if ((error as { code?: unknown }).code === 11_000) throw new Refusal('name_taken');
      throw error;
    }
    await note(context, call, 'organization.create', organization._id, { kind });
    directoryChanged(context);
    const invited = await inviteAccountCase(context)(
      {
        email,
        role: kind === 'merchant' ? 'manager' : 'provider',
        organization: organization.slug ?? name,
      },
      call,
    );
    const [view] = await organizationViews(context.models, kind, [organization]);
    return { organization: view!, ...invited };
  };

/** A provider is invited to by its name, so no two have the same. */
async function requireFreeName(
  context: Context,
  { _id, name, slug }: OrganizationDocument,
  kind: OrganizationKind,
): Promise<void> {
  const taken = kind === 'merchant' ? slug !== undefined && { slug } : { name };
  if (taken && (await modelOf(context, kind).exists({ ...taken, _id: { $ne: _id } })))
    throw new Refusal('name_taken');
}

export const changeOrganizationCase =
  (context: Context): UseCase<typeof changeOrganization> =>
  async ({ organization: id, name, disabled }, call) => {
    const kind = kindOf(id);
    const model = modelOf(context, kind);
    const found = await model.findById(id).lean<OrganizationDocument | null>();
    if (!found) throw new Refusal('not_found');
    const changed: OrganizationDocument = {
      ...found,
      ...(name !== undefined && { name: name.trim() }),
      ...(disabled !== undefined && {
        disabledAt: disabled ? (found.disabledAt ?? new Date(context.clock.now())) : null,
      }),
    };
    if (kind === 'provider') await requireFreeName(context, changed, kind);
    await model.updateOne(
      { _id: id },
      { $set: { name: changed.name, disabledAt: changed.disabledAt ?? null } },
    );
    directoryChanged(context);
    if (disabled === true) await endSessions(context, kind, id);
    await note(context, call, 'organization.change', id, {
      ...(name !== undefined && { name: changed.name }),
      ...(disabled !== undefined && { disabled }),
    });
    const [view] = await organizationViews(context.models, kind, [changed]);
    return { organization: view! };
  };

/** AUT-3: they are signed out everywhere, and their sockets close at whatever node they are. */
async function endSessions(
  { models, sessions, bus }: Context,
  kind: OrganizationKind,
  id: string,
): Promise<void> {
  const accounts = await models.Account.find({ [kind]: id }, { _id: 1 }).lean();
  for (const { _id } of accounts) {
    await sessions.endAll(_id);
    bus.tell('account.disabled', { account: _id as AccountId });
  }
}
