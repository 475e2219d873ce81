package io.patchbay.sandbox.wallaroo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import io.patchbay.sandbox.SandboxJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * The connections that the pretend Wallaroo starts with: the odd ones first, then plain
 * ones of several types.
 */
final class WallarooSeeds {

	private static final Instant EPOCH = Instant.parse("2025-03-01T08:00:00.123456Z");

	private static final List<String> TYPES = List.of("POSTGRES", "BIGQUERY", "HTTPFILE", "ODBC", "KAFKA", "SNOWFLAKE");

	private static final String ORDERS_DETAILS = """
			{"host": "orders-db.example", "port": 5432, "database": "orders", "user": "loader",
			 "password": "s3cr3t-canary-orders-password", "ssl": true,
			 "tunnel": {"host": "bastion.example", "private_key": "s3cr3t-canary-tunnel-key",
			  "hops": [{"host": "hop-1.example", "token": "s3cr3t-canary-hop-token"}]},
			 "replicas": ["replica-1.example", "replica-2.example"],
			 "api_keys": ["s3cr3t-canary-key-1", "s3cr3t-canary-key-2"],
			 "url": "postgresql://loader:s3cr3t-canary-in-url@orders-db.example/orders"}
			""";

	private WallarooSeeds() {
	}

	static List<WallarooConnection> connections() {
		List<WallarooConnection> seeds = new ArrayList<>();
		add(seeds, "orders-postgres", "POSTGRES", read(ORDERS_DETAILS), WallarooTime.ZULU,
				WallarooWorkspaces.ANALYTICS);
		add(seeds, "details-null", "HTTPFILE", NullNode.getInstance(), WallarooTime.OFFSET,
				WallarooWorkspaces.ANALYTICS);
		add(seeds, "details-absent", "HTTPFILE", null, WallarooTime.BARE);
		add(seeds, "shared-bigquery", "BIGQUERY", read("""
				{"project": "patchbay-demo", "dataset": "events", "table": "clicks",
				 "service_account": {"private_key": "s3cr3t-canary-service-account"}}
				"""), WallarooTime.ZULU, WallarooWorkspaces.ANALYTICS, WallarooWorkspaces.MARKETING,
				WallarooWorkspaces.RESEARCH);
		add(seeds, "crm export (legacy) ~ ünïcode/№1", "ODBC", read("""
				{"dsn": "crm", "uid": "crm", "pwd": "s3cr3t-canary-odbc"}
				"""), WallarooTime.OFFSET, WallarooWorkspaces.DEFAULT);
		add(seeds, "archived-kafka", "KAFKA", read("""
				{"topic": "orders", "bootstrap": ["kafka-1.example:9092"], "sasl": {"password": "s3cr3t-canary-sasl"}}
				"""), WallarooTime.BARE, WallarooWorkspaces.RETIRED);
		add(seeds, "empty-details", "HTTPFILE", read("{}"), WallarooTime.ZULU);
		while (seeds.size() < 35) {
			int number = seeds.size() + 1;
			String type = TYPES.get(number % TYPES.size());
			int[] workspaces = switch (number % 4) {
				case 0 -> new int[] { WallarooWorkspaces.ANALYTICS };
				case 1 -> new int[] { WallarooWorkspaces.MARKETING };
				case 2 -> new int[] { WallarooWorkspaces.ANALYTICS, WallarooWorkspaces.RESEARCH };
				default -> new int[0];
			};
			add(seeds, type.toLowerCase(Locale.ROOT) + "-" + number, type,
					read("{\"host\": \"h" + number + ".example\", \"password\": \"s3cr3t-canary-" + number + "\"}"),
					WallarooTime.values()[number % 3], workspaces);
		}
		return seeds;
	}

	private static void add(List<WallarooConnection> seeds, String name, String type, @Nullable JsonNode details,
			WallarooTime format, int... workspaces) {
		int number = seeds.size() + 1;
		Map<Integer, UUID> links = new LinkedHashMap<>();
		for (int workspace : workspaces) {
			links.put(workspace, WallarooUsers.id(0x11, number * 100L + workspace));
		}
		seeds.add(new WallarooConnection(WallarooUsers.id(0xc0, number), name, type, details,
				format.format(EPOCH.plusSeconds(number * 90_000L)), links));
	}

	private static JsonNode read(String json) {
		return SandboxJson.read(json);
	}

}
