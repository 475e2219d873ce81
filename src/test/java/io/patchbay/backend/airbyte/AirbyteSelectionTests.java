package io.patchbay.backend.airbyte;

import java.util.List;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionChange;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.GatewayException.FieldError;
import io.patchbay.connection.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AirbyteSelectionTests extends AirbyteWriteFixture {

	private static final String ORDERS = """
			{'name':'orders','namespace':'shop','syncMode':'incremental_deduped_history','cursorField':['changed_at'],
			 'primaryKey':[['id']]}""";

	private Connection current;

	@BeforeEach
	void patchable() {
		this.current = current();
		UPSTREAM.stubFor(call("PATCH", PATH).willReturn(WireMock.okJson(json().toString())));
	}

	@Test
	void streamsThatStayKeepEverything() {
		shows("""
				{'name':'orders','namespace':'shop','syncMode':'incremental_deduped_history',
				 'cursorField':['changed_at'],'primaryKey':[['id']],
				 'mappers':[{'id':'6d000000-0000-4000-8000-000000000001','type':'hashing',
				  'mapperConfiguration':{'targetField':'email','method':'SHA-256','fieldNameSuffix':'_hashed'}}],
				 'selectedFields':[{'fieldPath':['id']},{'fieldPath':['changed_at']}],
				 'destinationObjectName':'Order','includeFiles':false,'laterInvention':{'kept':true}}""");
		select(stream("orders", "shop"), stream("customers", "shop"));
		assertSent("""
				{'configurations':{'streams':[
				 {'name':'orders','namespace':'shop','syncMode':'incremental_deduped_history',
				  'cursorField':['changed_at'],'primaryKey':[['id']],
				  'mappers':[{'id':'6d000000-0000-4000-8000-000000000001','type':'hashing',
				   'mapperConfiguration':{'targetField':'email','method':'SHA-256','fieldNameSuffix':'_hashed'}}],
				  'selectedFields':[{'fieldPath':['id']},{'fieldPath':['changed_at']}],
				  'destinationObjectName':'Order','includeFiles':false,'laterInvention':{'kept':true}},
				 {'name':'customers','namespace':'shop'}]}}
				""");
	}

	@Test
	void emptyListsAreNeverSentBack() {
		select(stream("regions", null));
		assertSent("{'configurations':{'streams':[{'name':'regions','syncMode':'full_refresh_overwrite'}]}}");
	}

	@Test
	void aNameAloneFindsASelectedStream() {
		select(stream("orders", null));
		assertSent("{'configurations':{'streams':[" + ORDERS + "]}}");
	}

	@Test
	void aNewStreamIsSentAsItIsGiven() {
		select(stream("regions", null),
				new Stream("visits", "web", "incremental_append", List.of("at"), List.of(List.of("a", "b"))));
		assertSent("""
				{'configurations':{'streams':[{'name':'regions','syncMode':'full_refresh_overwrite'},
				 {'name':'visits','namespace':'web','syncMode':'incremental_append','cursorField':['at'],
				  'primaryKey':[['a','b']]}]}}
				""");
	}

	@Test
	void whatIsGivenReplacesWhatWas() {
		select(new Stream("orders", "shop", "incremental_append", List.of("created", "at"), List.of()));
		assertSent("""
				{'configurations':{'streams':[{'name':'orders','namespace':'shop','syncMode':'incremental_append',
				 'cursorField':['created','at']}]}}
				""");
	}

	@Test
	void aChangedKeyAloneIsAChange() {
		select(new Stream("orders", null, null, null, List.of(List.of("id"), List.of("shop_id"))),
				stream("regions", null));
		assertSent("""
				{'configurations':{'streams':[
				 {'name':'orders','namespace':'shop','syncMode':'incremental_deduped_history',
				  'cursorField':['changed_at'],'primaryKey':[['id'],['shop_id']]},
				 {'name':'regions','syncMode':'full_refresh_overwrite'}]}}
				""");
	}

	@Test
	void namesakesAreToldApartByTheirNamespace() {
		shows(ORDERS,
				ORDERS.replace("'shop'", "'archive'").replace("incremental_deduped_history", "full_refresh_append"));
		select(stream("orders", "archive"));
		assertSent("{'configurations':{'streams':["
				+ ORDERS.replace("'shop'", "'archive'").replace("incremental_deduped_history", "full_refresh_append")
				+ "]}}");
	}

	@Test
	void anAmbiguousNameIsLeftToAirbyte() {
		shows(ORDERS, ORDERS.replace("'shop'", "'archive'"));
		select(stream("orders", null));
		assertSent("{'configurations':{'streams':[{'name':'orders'}]}}");
	}

	@Test
	void anotherNamespaceMeansTheSameStreamWhereTheNameIsUnique() {
		catalog("orders", "regions");
		select(stream("orders", "public"));
		assertSent("{'configurations':{'streams':[" + ORDERS + "]}}");
		assertThat(urls("/streams")).containsExactly("/streams?sourceId=" + SOURCE);
	}

	@Test
	void anotherNamespaceMeansAnotherStreamWhereTheNameIsNotUnique() {
		catalog("orders", "regions", "orders");
		select(stream("orders", "archive"));
		assertSent("{'configurations':{'streams':[{'name':'orders','namespace':'archive'}]}}");
	}

	@Test
	void oneStreamUnderTwoNamesIsAMistake() {
		GatewayException failure = failure(() -> select(stream("orders", "shop"), stream("orders", null)));
		assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
		assertThat(failure.errors()).extracting(FieldError::pointer).containsExactly("/streams/1");
		assertThat(writes()).isEmpty();
	}

	@Test
	void aSelectionThatCannotBeSeenIsNotReplaced() {
		UPSTREAM
			.stubFor(AirbyteStubs.get(PATH).willReturn(WireMock.okJson(json().putNull("configurations").toString())));
		assertThat(failure(() -> select(stream("orders", null))).code()).isEqualTo(ErrorCode.UPSTREAM_INVALID_RESPONSE);
		shows("{'name':null}");
		assertThat(failure(() -> select(stream("orders", null))).code()).isEqualTo(ErrorCode.UPSTREAM_INVALID_RESPONSE);
		UPSTREAM.stubFor(AirbyteStubs.get(PATH).willReturn(AirbyteStubs.problem(403, "forbidden.json")));
		assertThat(failure(() -> select(stream("orders", null))).code()).isEqualTo(ErrorCode.NOT_FOUND);
		assertThat(writes()).isEmpty();
	}

	private void select(Stream... streams) {
		airbyte().update(this.current, new ConnectionChange(null, null, List.of(streams), null, null));
	}

	private static void shows(String... streams) {
		UPSTREAM.stubFor(AirbyteStubs.get(PATH)
			.willReturn(WireMock.okJson(
					quoted("{'configurations':{'streams':[" + String.join(",", streams) + "]},'status':'active'}"))));
	}

	private static void catalog(String... names) {
		String streams = String.join(",",
				List.of(names).stream().map((name) -> "{'streamName':'" + name + "'}").toList());
		UPSTREAM.stubFor(AirbyteStubs.get("/streams").willReturn(WireMock.okJson(quoted("[" + streams + "]"))));
	}

}
