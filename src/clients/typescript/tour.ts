// The tour of README, made with the generated client.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, test } from 'node:test';
import {
	BackendsApi, CapabilitySupport, CleanupApi, CleanupBasis, CleanupItemStatus, CleanupPlanState, Configuration,
	type Connection, type ConnectionPatch, ConnectionsApi, ConnectionStatus, Include, OnConflict, Outcome, type Problem,
	ProblemFromJSON, ProblemsApi, ResponseError, ScheduleType, SyncsApi, SyncStatus, WorkspacesApi,
} from './client/index.js';

const basePath = process.env['PATCHBAY_URL'] ?? 'http://localhost:8080';
const configuration = new Configuration({ basePath, apiKey: 'sandbox' });
const connections = new ConnectionsApi(configuration);
const syncs = new SyncsApi(configuration);
const id = 'airbyte~c0000000-0000-4000-8000-000000000001';

async function sandbox(method: string, path: string, body = ''): Promise<void> {
	const response = await fetch(`${basePath}/sandbox/${path}`,
		{ method, headers: { 'Content-Type': 'application/json' }, body });
	assert.ok(response.ok, await response.text());
}

async function problem(status: number, call: Promise<unknown>): Promise<Problem> {
	const failure: unknown = await call.then(() => assert.fail('it did not fail'), (reason: unknown) => reason);
	assert.ok(failure instanceof ResponseError, String(failure));
	assert.equal(failure.response.status, status);
	return ProblemFromJSON(await failure.response.json());
}

function change(connectionPatch: ConnectionPatch): Promise<Connection> {
	return connections.updateConnection({ id, connectionPatch });
}

beforeEach(() => sandbox('POST', 'reset'));
afterEach(() => sandbox('POST', 'reset'));

test('looks around', async () => {
	const { items } = await new BackendsApi(configuration).listBackends();
	assert.deepEqual(items.map((backend) => backend.id), ['airbyte', 'maestro', 'wallaroo']);
	items.forEach((backend) =>
		assert.equal(backend.capabilities['connections.list']?.support, CapabilitySupport.Native));
	const workspaces = await new WorkspacesApi(configuration).listWorkspaces({});
	assert.ok(workspaces.items.some((workspace) => workspace.id === 'wallaroo~33'));
});

test('follows a list to its end', async () => {
	const ids: string[] = [];
	let cursor: string | undefined;
	do {
		const page = await connections.listConnections({ limit: 5, ...(cursor ? { cursor } : {}) });
		assert.ok(page.complete);
		ids.push(...page.items.map((connection) => connection.id));
		cursor = page.next;
	} while (cursor);
	assert.equal(new Set(ids).size, ids.length);
	assert.equal(new Set(ids.map((one) => one.split('~')[0])).size, 3);
	const active = await connections.listConnections({
		backend: ['airbyte'], status: ConnectionStatus.Active, include: [Include.Endpoints, Include.LastSync],
	});
	assert.ok(active.items.length > 0);
	active.items.forEach((connection) => assert.ok(connection.source?.type));
});

test('sees what is broken', async () => {
	await sandbox('POST', 'faults', '{"platform":"wallaroo","kind":"hang"}');
	const page = await connections.listConnections({ limit: 200 });
	assert.equal(page.complete, false);
	assert.equal(page.backends[2]?.outcome, Outcome.Timeout);
	const failure = await problem(504, connections.listConnections({ prefer: 'handling=strict' }));
	assert.equal(failure.code, 'upstream-timeout');
	assert.equal(failure.backend, 'wallaroo');
	await sandbox('DELETE', 'faults');
	assert.equal((await new ProblemsApi(configuration).getProblemType({ code: failure.code })).code, failure.code);
});

test('makes a connection once', async () => {
	const request = {
		idempotencyKey: randomUUID(),
		newConnection: {
			backend: 'wallaroo', name: 'orders-db', type: 'POSTGRES', workspace: 'wallaroo~33',
			details: { host: 'db.example.com', password: 'hunter2' },
		},
	};
	const made = await connections.createConnectionRaw(request);
	assert.equal(made.raw.status, 201);
	const connection = await made.value();
	assert.equal(connection.details?.['host'], 'db.example.com');
	assert.equal(connection.details?.['password'].redacted, true);
	const again = await connections.createConnectionRaw(request);
	assert.equal(again.raw.headers.get('Idempotency-Replayed'), 'true');
	assert.deepEqual(await again.value(), connection);
	const attached = await problem(409, connections.deleteConnection({ id: connection.id }));
	assert.equal(attached.code, 'connection-attached');
	await connections.deleteConnection({ id: connection.id, detach: true });
	assert.equal((await problem(404, connections.getConnection({ id: connection.id }))).code, 'not-found');
});

test('finds what was lost', async () => {
	await sandbox('POST', 'faults',
		'{"platform":"wallaroo","kind":"commit-then-drop","path":"connections/create","times":1}');
	const request = {
		idempotencyKey: randomUUID(), newConnection: { backend: 'wallaroo', name: 'lost', type: 'HTTP' },
	};
	assert.equal((await problem(504, connections.createConnection(request))).code, 'upstream-outcome-unknown');
	const found = await connections.createConnectionRaw(request);
	assert.equal(found.raw.headers.get('Idempotency-Outcome'), 'reconciled');
});

test('changes a connection', async () => {
	const before = await connections.getConnection({ id });
	const changed = await change({ schedule: { cron: '0 */6 * * *' }, tablePrefix: 'raw_' });
	assert.equal(changed.schedule?.type, ScheduleType.Cron);
	assert.equal(changed.schedule?.cron, '0 0 */6 * * ?');
	assert.equal(changed.tablePrefix, 'raw_');
	assert.deepEqual(changed.streams, before.streams);
	assert.equal((await change({ schedule: null })).schedule?.type, ScheduleType.Manual);
	assert.equal((await problem(400, change({ name: ' ' }))).errors?.[0]?.pointer, '/name');
});

test('runs a sync', async () => {
	const started = await syncs.startSyncRaw({ id });
	assert.equal(started.raw.status, 202);
	const first = await started.value();
	assert.equal(first.terminal, false);
	const running = await problem(409, syncs.startSync({ id }));
	assert.equal(running.code, 'sync-already-running');
	assert.ok(running['running']);
	await sandbox('POST', 'clock', '{"advance":"PT30S"}');
	const ended = await syncs.getSync({ syncId: first.id, prefer: 'wait=30' });
	assert.equal(ended.status, SyncStatus.Succeeded);
	assert.match(await syncs.watchSync({ syncId: first.id }) ?? '', /event:done/);
	assert.ok((await syncs.getSyncLogs({ syncId: first.id, tail: 20 })).length > 0);
	assert.equal((await syncs.listSyncs({ id, limit: 1 })).items[0]?.id, first.id);
	const second = await syncs.startSync({ id, syncRequest: { onConflict: OnConflict.Attach } });
	assert.notEqual(second.id, first.id);
});

test('cleans up', async () => {
	const cleanup = new CleanupApi(configuration);
	const plan = await cleanup.createCleanupPlan({
		cleanupPlanRequest: {
			backend: 'maestro', olderThan: 'P60D', basis: CleanupBasis.UpdatedAt, filter: { type: 'mysql' },
		},
	});
	assert.equal(plan.state, CleanupPlanState.Ready);
	assert.notEqual(plan.candidateCount, 0);
	const report = await cleanup.executeCleanupPlan({
		planId: plan.id, cleanupExecuteRequest: { confirm: plan.confirm },
	});
	assert.equal(report.deleted, plan.candidateCount);
	report.items.forEach((item) => assert.equal(item.status, CleanupItemStatus.Deleted));
});
