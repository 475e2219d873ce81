package io.patchbay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A person's way through Swagger UI, in a real browser. Skipped where there is no
 * Chromium with its driver.
 */
@GatewayTest
class SwaggerUiTests {

	private static final Path BROWSER = Path.of("/usr/bin/chromium");

	private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

	private static ChromeDriver browser;

	private String typed = "";

	@LocalServerPort
	private int port;

	@BeforeAll
	static void start() {
		Assumptions.assumeTrue(Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER),
				"There is no Chromium with its driver.");
		ChromeOptions options = new ChromeOptions();
		options.setBinary(BROWSER.toFile());
		options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
				"--disable-sync", "--hide-scrollbars");
		browser = new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
				options);
		browser.manage().window().setSize(new Dimension(1280, 1000));
	}

	@AfterAll
	static void stop() {
		if (browser != null) {
			browser.quit();
		}
	}

	@BeforeEach
	void open() {
		GatewayClient.of(this.port).heal();
		browser.get("http://127.0.0.1:" + this.port + "/");
		browser.executeScript("window.localStorage.clear()");
		browser.get("http://127.0.0.1:" + this.port + "/swagger-ui.html");
		find("#operations-Problems-listProblemTypes");
	}

	@AfterEach
	void heal(TestInfo test) throws IOException {
		shoot(test.getTestMethod().orElseThrow().getName());
		GatewayClient.of(this.port).heal();
	}

	@Test
	void operationsAreGroupedByResource() throws IOException {
		assertThat(texts(".opblock-tag a span")).containsExactly("Connections", "Workspaces", "Syncs", "Cleanup",
				"Backends", "Problems");
		assertThat(find(".info").getText()).contains("Patchbay", "<backend>~<upstream id>",
				"Lists: several backends in one answer");
		assertThat(browser.findElements(By.cssSelector(".topbar, .errors-wrapper"))).isEmpty();
		assertThat(browser.manage().logs().get("browser").getAll()).as("what the browser complains about").isEmpty();
		shoot("overview");
	}

	@Test
	void withoutAKeyTheCallIsRefused() throws IOException {
		execute("Backends-listBackends", "401", "\"code\": \"unauthenticated\"");
	}

	@Test
	void aListASyncItsEventsAndACleanup() throws IOException {
		authorize();
		execute("Connections-listConnections", "200", "\"id\": \"airbyte~5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21\"");
		String sync = execute("Syncs-startSync", "202", "\"status\": \"");
		String syncId = sync.replaceAll("(?s).*\"id\": \"(airbyte~\\d+)\".*", "$1");
		GatewayClient.of(this.port).advance("PT1H");
		type("Syncs-watchSync", "syncId", syncId);
		execute("Syncs-watchSync", "200", "\"id\":\"" + syncId);
		String plan = execute("Cleanup-createCleanupPlan", "201", "\"state\": \"READY\"");
		type("Cleanup-getCleanupPlan", "planId", plan.replaceAll("(?s).*?\"id\": \"([\\w-]+)\".*", "$1"));
		execute("Cleanup-getCleanupPlan", "200", "\"confirm\": \"delete ");
	}

	private void authorize() {
		click(find(".auth-wrapper .authorize"));
		find(".auth-container input[type=text], .auth-container input[type=password]").sendKeys("sandbox");
		click(find(".auth-container button.authorize"));
		click(find(".auth-container button.btn-done"));
		await().until(() -> !browser.findElements(By.cssSelector(".auth-wrapper .authorize.locked")).isEmpty());
	}

	// Opens an operation and sends it as it is filled in.
	private String execute(String operation, String status, String expected) throws IOException {
		open(operation);
		click(find(within(operation, ".execute")));
		String live = within(operation, ".live-responses-table .response");
		await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
			// What was typed arrives a moment later.
			if (!texts(within(operation, ".request-url")).toString().contains(this.typed)) {
				click(find(within(operation, ".execute")));
			}
			assertThat(texts(within(operation, ".request-url")).toString()).contains(this.typed);
			assertThat(texts(live + " .response-col_status")).singleElement().asString().startsWith(status);
		});
		String answer = find(live + " .response-col_description").getDomProperty("textContent");
		assertThat(answer).contains(expected);
		this.typed = "";
		shoot(operation);
		// What is open has to be drawn again at each step.
		click(find(within(operation, ".opblock-summary-control")));
		return answer;
	}

	private void type(String operation, String parameter, String value) {
		open(operation);
		WebElement input = find(within(operation, "tr[data-param-name='" + parameter + "'] input"));
		input.clear();
		input.sendKeys(value);
		this.typed = value;
	}

	private void open(String operation) {
		if (browser.findElements(By.cssSelector(within(operation, ".execute"))).isEmpty()) {
			click(find(within(operation, ".opblock-summary-control")));
		}
	}

	private static String within(String operation, String selector) {
		return "#operations-" + operation + " " + selector;
	}

	// The page scrolls and moves while it is drawn, and a click there would go astray.
	private static void click(WebElement element) {
		browser.executeScript("arguments[0].scrollIntoView({block: 'center'}); arguments[0].click()", element);
	}

	private static WebElement find(String selector) {
		return await().atMost(Duration.ofSeconds(20))
			.until(() -> browser.findElements(By.cssSelector(selector)), (found) -> !found.isEmpty())
			.getFirst();
	}

	private static List<String> texts(String selector) {
		return browser.findElements(By.cssSelector(selector)).stream().map(WebElement::getText).toList();
	}

	private static void shoot(String name) throws IOException {
		Path folder = Files.createDirectories(Path.of("target", "swagger-ui"));
		Files.write(folder.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
	}

}
