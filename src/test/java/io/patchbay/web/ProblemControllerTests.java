package io.patchbay.web;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

@WebApiTests(ProblemController.class)
class ProblemControllerTests {

	private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

	@Autowired
	private MockMvcTester mvc;

	@Test
	void catalogueIsJsonForProgramsAndOpen() {
		assertThat(this.mvc.get().uri("/problems").accept("*/*")).hasStatusOk()
			.hasContentTypeCompatibleWith(MediaType.APPLICATION_JSON)
			.bodyJson()
			.extractingPath("$.items.length()")
			.isEqualTo(ProblemType.values().length);
	}

	@Test
	void typeIsExplainedAsJson() {
		assertThat(this.mvc.get().uri("/problems/invalid-cursor")).hasStatusOk().bodyJson().isEqualTo("""
				{"code":"invalid-cursor","type":"/problems/invalid-cursor","status":400,"title":"Invalid cursor",
				"explanation":"The cursor was not made by this gateway, was changed on its way, or is too old.",
				"action":"Pass on 'next' of the page before unchanged, or start again without a cursor.",
				"retryable":false}""");
	}

	@Test
	void browserGetsPages() {
		assertThat(this.mvc.get().uri("/problems").header("Accept", BROWSER)).hasStatusOk()
			.hasContentTypeCompatibleWith(MediaType.TEXT_HTML)
			.bodyText()
			.contains("<a href=\"/problems/circuit-open\">");
		assertThat(this.mvc.get().uri("/problems/circuit-open").header("Accept", BROWSER))
			.hasContentTypeCompatibleWith(MediaType.TEXT_HTML)
			.bodyText()
			.contains("<h1>The platform is left alone</h1>", "The same request can succeed later.");
	}

	@Test
	void pageEscapesItsText() {
		assertThat(ProblemPage.of(new ProblemTypeResponse("x", "/problems/x", 400, "a < b", "\"&\"", "<script>", true)))
			.contains("a &lt; b", "&quot;&amp;&quot;", "&lt;script&gt;")
			.doesNotContain("<script>");
	}

	@Test
	void jsonIsPreferredWhenBothAreAsked() {
		assertThat(this.mvc.get().uri("/problems").header("Accept", "text/html;q=0.5, application/json"))
			.hasContentTypeCompatibleWith(MediaType.APPLICATION_JSON);
	}

	@Test
	void unknownCodeIsAProblem() {
		assertThat(this.mvc.get().uri("/problems/nothing-like-it").header("Accept", BROWSER)).hasStatus(404)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void anythingElseIsNotAcceptable() {
		assertThat(this.mvc.get().uri("/problems").accept(MediaType.IMAGE_PNG)).hasStatus(406)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("not-acceptable");
	}

}
