package io.patchbay.sandbox.maestro;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The connections that the pretend Maestro starts with.
 */
final class MaestroSeeds {

	static final String SALES = "1700000000000_ab12cd34_mysql-1.0.0";

	// created | random part | plugin | category | connector | name | network | last
	// update, or how long before the start it was
	private static final String ROWS = """
			2023-11-14T22:13:20.000Z | ab12cd34 | mysql | database | MySQL | Sales DB | empty | P2D
			2024-01-08T11:30:00.250Z | k3m9x2q | postgresql | database | PostgreSQL | CRM | absent | P5D
			2024-02-19T08:05:09.001Z | zz81hf0a | postgresql | database | PostgreSQL | Billing | net-7f3a | P1D
			2024-03-02T15:45:30.999Z | p0o9i8u7 | oracle | database | Oracle | Warehouse (legacy) | empty | P9D
			2024-03-21T19:00:00.000Z | q1w2e3r | sqlserver | database | SQL Server | Payroll | absent | P3D
			2024-04-04T04:04:04.404Z | adsads12 | googleads | application | Google Ads | Ads account | empty | P7D
			2024-04-28T13:13:13.130Z | hh72kd9s | mysql | database | MySQL | Shop EU | empty | P11D
			2024-04-28T13:20:00.000Z | hh73kd9t | mysql | database | MySQL | Shop US | empty | P11D
			2023-06-01T10:00:00.000Z | tst00001 | mysql | database | MySQL | test | absent | 2023-06-01T10:00:00.000Z
			2023-06-02T10:00:00.000Z | tst00002 | google-sheets | file | Google Sheets | test | empty | 2023-07-15T09:30:00.000Z
			2024-08-05T10:00:00.000Z | tst0003 | s3 | file | Amazon S3 | test | empty | P20D
			2023-05-11T16:20:00.000Z | asd00001 | postgresql | database | PostgreSQL | asd | empty | 2023-05-11T16:20:00.000Z
			2024-09-11T16:20:00.000Z | asd0002 | ga4 | application | Google Analytics 4 | asd | absent | P30D
			2024-05-05T05:05:05.055Z | exact060 | salesforce | application | Salesforce | Exactly sixty days | empty | P60D
			2024-05-06T06:00:00.000Z | badtime1 | statsbomb | application | StatsBomb | Unreadable date | empty | last tuesday
			2024-05-07T07:00:00.000Z | notime01 | ga4 | application | Google Analytics 4 | Without date | absent | absent
			2022-12-24T18:00:00.000Z | old00001 | mysql | database | MySQL | Old intranet | empty | 2022-12-24T18:00:00.000Z
			2023-01-15T08:00:00.000Z | old00002 | oracle | database | Oracle | Old ERP | absent | 2023-02-01T00:00:00.000Z
			2023-03-09T09:09:09.090Z | old00003 | sqlserver | database | SQL Server | Old BI | net-11c0 | 2023-12-31T23:59:59.999Z
			2023-08-20T12:00:00.000Z | old0004 | google-sheets | file | Google Sheets | Budget 2023 | empty | 2024-01-01T00:00:00.000Z
			2023-09-30T21:00:00.000Z | old0005 | salesforce | application | Salesforce | Leads 2023 – São Paulo | absent | 2024-02-29T12:00:00.000Z
			2024-10-10T21:57:00.273Z | ujzde8gx | postgresql | database | PostgreSQL | Newsletter 1 | absent | P22D
			2024-10-19T22:34:00.286Z | d6ncf10 | oracle | database | Oracle | Clickstream 2 | empty | P23D
			2024-10-28T23:11:00.299Z | epf91dho | sqlserver | database | SQL Server | Partners 3 | net-7f3a | P24D
			2024-11-06T23:48:00.312Z | dzdoc9i | google-sheets | file | Google Sheets | Finance 4 | absent | P25D
			2024-11-16T00:25:00.325Z | s0j8ht9l | s3 | file | Amazon S3 | Support tickets 5 | empty | P1D
			2024-11-25T01:02:00.338Z | gmxg9ed | ga4 | application | Google Analytics 4 | Web shop 6 | net-7f3a | P2D
			2024-12-04T01:39:00.351Z | n581u33x | salesforce | application | Salesforce | Stock 7 | absent | P3D
			2024-12-13T02:16:00.364Z | tplpft7 | googleads | application | Google Ads | Campaigns 8 | empty | P4D
			2024-12-22T02:53:00.377Z | 5v2seh60 | statsbomb | application | StatsBomb | Newsletter 9 | net-7f3a | P5D
			2024-12-31T03:30:00.390Z | kvj50ce | mysql | database | MySQL | Clickstream 10 | absent | P6D
			2025-01-09T04:07:00.403Z | 9uvw53ef | postgresql | database | PostgreSQL | Partners 11 | empty | P7D
			2025-01-18T04:44:00.416Z | r4edt2s | oracle | database | Oracle | Finance 12 | net-7f3a | P8D
			2025-01-27T05:21:00.429Z | ywb3wkh5 | sqlserver | database | SQL Server | Support tickets 13 | absent | P9D
			2025-02-05T05:58:00.442Z | dnsipzz | google-sheets | file | Google Sheets | Web shop 14 | empty | P10D
			2025-02-14T06:35:00.455Z | 5fk2z9ri | s3 | file | Amazon S3 | Stock 15 | net-7f3a | P11D
			2025-02-23T07:12:00.468Z | 19r0wyo | ga4 | application | Google Analytics 4 | Campaigns 16 | absent | P12D
			""";

	private MaestroSeeds() {
	}

	/**
	 * The connections.
	 * @param now the time of the start, from which recent updates are reckoned
	 * @return the connections in the order of the list
	 */
	static List<MaestroConnection> connections(Instant now) {
		return ROWS.lines().map((row) -> connection(row.split(" \\| "), now)).toList();
	}

	/**
	 * The id of a seeded connection.
	 * @param name its name, the first one's if several have it
	 * @return the id
	 */
	static String id(String name) {
		return connections(Instant.EPOCH).stream()
			.filter((connection) -> connection.name().equals(name))
			.findFirst()
			.orElseThrow()
			.id();
	}

	private static MaestroConnection connection(String[] row, Instant now) {
		return MaestroConnection.of(Instant.parse(row[0]), row[1], row[2], row[3], row[4], row[5], network(row[6]),
				update(row[7], now));
	}

	private static @Nullable String network(String word) {
		return switch (word) {
			case "absent" -> null;
			case "empty" -> "";
			default -> word;
		};
	}

	private static @Nullable String update(String word, Instant now) {
		if (word.matches("P[0-9]+D")) {
			return MaestroConnection.format(now.atOffset(ZoneOffset.UTC).minus(Period.parse(word)).toInstant());
		}
		return ("absent".equals(word)) ? null : word;
	}

}
