package io.patchbay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes requests as the document wants them.
 */
final class FuzzRequests {

	private final FuzzValues values;

	FuzzRequests(FuzzValues values) {
		this.values = values;
	}

	FuzzRequest valid(FuzzDocument.Operation operation, int number) {
		FuzzRequest request = new FuzzRequest(operation, number);
		request.header("X-Api-Key", this.values.chance(0.9) ? "sandbox" : "operator");
		String last = "";
		for (FuzzDocument.Parameter parameter : operation.parameters()) {
			if (parameter.in().equals("path")) {
				last = segment(request, parameter);
			}
			else if (parameter.in().equals("query")) {
				query(request, parameter);
			}
			else {
				header(request, parameter);
			}
		}
		if (operation.produces().contains("text/event-stream") && this.values.chance(0.5)) {
			request.header("Accept", "text/event-stream");
		}
		else if (operation.produces().contains("text/html") && this.values.chance(0.3)) {
			request.header("Accept", "text/html");
		}
		if (!operation.bodies().isEmpty() && (operation.bodyRequired() || this.values.chance(0.7))) {
			body(request, last);
		}
		return request;
	}

	// Asks for as much of a list as there may be on a page.
	FuzzRequest list(FuzzDocument.Operation operation) {
		FuzzRequest request = new FuzzRequest(operation, -1);
		request.header("X-Api-Key", "sandbox");
		for (FuzzDocument.Parameter parameter : operation.parameters()) {
			if (parameter.in().equals("path")) {
				segment(request, parameter);
			}
			else if (parameter.name().equals("limit")) {
				request.query().add(new String[] { "limit", parameter.schema().path("maximum").asString() });
			}
		}
		return request;
	}

	private String segment(FuzzRequest request, FuzzDocument.Parameter parameter) {
		String value = this.values.known(request.operation().collection(parameter.name()), "airbyte~1");
		request.segment(parameter.name(), FuzzRequest.encode(value));
		return value;
	}

	private void query(FuzzRequest request, FuzzDocument.Parameter parameter) {
		if (!parameter.required() && this.values.chance(0.75)) {
			return;
		}
		if (parameter.name().equals("cursor")) {
			String cursor = this.values.known("cursor " + request.operation().id(), null);
			if (cursor != null) {
				request.query().add(new String[] { "cursor", cursor });
			}
			return;
		}
		JsonNode value = this.values.valid(parameter.schema(), parameter.name(), "");
		if (value.isArray()) {
			value.forEach((item) -> request.query().add(new String[] { parameter.name(), item.asString() }));
		}
		else {
			request.query().add(new String[] { parameter.name(), value.asString() });
		}
	}

	private void header(FuzzRequest request, FuzzDocument.Parameter parameter) {
		if (parameter.required() || this.values.chance(0.35)) {
			request.header(parameter.name(), this.values.valid(parameter.schema(), parameter.name(), "").asString());
		}
	}

	private void body(FuzzRequest request, String id) {
		FuzzDocument.Operation operation = request.operation();
		List<String> types = new ArrayList<>(operation.bodies().keySet());
		String type = this.values.one(types);
		request.header("Content-Type", type);
		JsonNode body;
		if (!operation.examples().isEmpty() && this.values.chance(0.6)) {
			body = this.values.one(operation.examples()).deepCopy();
			if (body instanceof ObjectNode object && object.has("name") && this.values.chance(0.8)) {
				object.put("name", this.values.key());
			}
		}
		else {
			body = this.values.valid(operation.bodies().get(type), "", "");
		}
		if (body instanceof ObjectNode object && object.has("confirm")) {
			object.put("confirm", this.values.known("confirm " + id, "delete 0 connections"));
		}
		request.body(body.toString().getBytes(StandardCharsets.UTF_8));
	}

}
