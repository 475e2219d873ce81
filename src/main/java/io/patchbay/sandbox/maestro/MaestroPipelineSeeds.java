package io.patchbay.sandbox.maestro;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The pipelines that the pretend Maestro starts with: one for some connections, two for
 * the connection "Billing", none for most.
 */
final class MaestroPipelineSeeds {

	static final int ORDERS = 1;

	static final int PAUSED = 5;

	static final int FAILING = 6;

	static final int SINGER = 7;

	static final int TWO_JOBS = 8;

	static final int DANGLING = 9;

	private static final Instant EPOCH = Instant.parse("2024-06-01T09:00:00Z");

	private static final String DELETED_CONNECTION = "1600000000000_gone0001_mysql-1.0.0";

	private MaestroPipelineSeeds() {
	}

	static String id(int number) {
		return "0a1b2c3d_0000_4000_8000_%012d".formatted(number);
	}

	static List<MaestroPipeline> pipelines() {
		String sales = MaestroSeeds.id("Sales DB");
		String billing = MaestroSeeds.id("Billing");
		return List.of(pipeline(ORDERS, "Orders", "0 6 * * *", "jdbc", "mysql", "incremental", sales),
				pipeline(2, "Customers", null, "jdbc", "postgresql", "full_load", MaestroSeeds.id("CRM")),
				pipeline(3, "Invoices (full)", null, "jdbc", "postgresql", "full_load", billing),
				pipeline(4, "Invoices (incremental)", "*/30 * * * *", "jdbc", "postgresql", "incremental_with_qualify",
						billing),
				pipeline(PAUSED, "Stock (paused)", "0 3 * * 1", "jdbc", "oracle", "full_load",
						MaestroSeeds.id("Warehouse (legacy)")),
				pipeline(FAILING, "Salaries (always fails)", null, "jdbc", "sqlserver", "full_load",
						MaestroSeeds.id("Payroll")),
				pipeline(SINGER, "Ads", null, "singer", "googleads", "INCREMENTAL", MaestroSeeds.id("Ads account")),
				pipeline(TWO_JOBS, "Shops", null, "jdbc", "mysql", "incremental", MaestroSeeds.id("Shop EU"),
						MaestroSeeds.id("Shop US")),
				pipeline(DANGLING, "Of a deleted connection", null, "jdbc", "mysql", "full_load", DELETED_CONNECTION));
	}

	private static MaestroPipeline pipeline(int number, String name, @Nullable String cron, String connector,
			String plugin, String loadType, String... connections) {
		List<MaestroJob> jobs = new ArrayList<>();
		for (int i = 0; i < connections.length; i++) {
			jobs.add(new MaestroJob(number * 10 + i, id(number) + "_" + i, connector, plugin,
					name.replaceAll("[^A-Za-z].*", "").toLowerCase(Locale.ROOT) + ((i > 0) ? "_" + i : ""), loadType,
					connections[i]));
		}
		Instant createdAt = EPOCH.plusSeconds(number * 3600L);
		return new MaestroPipeline(number, id(number), name, "Seeded pipeline " + number, cron, number == PAUSED,
				number == FAILING, jobs, createdAt, createdAt);
	}

}
