package io.patchbay.sandbox.maestro;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

import io.patchbay.sandbox.SandboxClock;
import io.patchbay.sandbox.SandboxSwitches;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The pipelines of the pretend Maestro and their runs. Ids are taken in both forms.
 */
@Component
@Profile("sandbox")
class MaestroPipelines {

	private final Map<String, MaestroPipeline> pipelines = new LinkedHashMap<>();

	private final Map<String, List<MaestroRun>> runs = new LinkedHashMap<>();

	private final SandboxSwitches<MaestroSwitches> switches;

	private final SandboxClock clock;

	private int lastRun;

	MaestroPipelines(SandboxSwitches<MaestroSwitches> switches, SandboxClock clock) {
		this.switches = switches;
		this.clock = clock;
		reset();
	}

	synchronized void reset() {
		this.pipelines.clear();
		this.runs.clear();
		this.lastRun = 40;
		for (MaestroPipeline pipeline : MaestroPipelineSeeds.pipelines()) {
			this.pipelines.put(pipeline.id(), pipeline);
		}
		seedRuns(MaestroPipelineSeeds.ORDERS, 3, 2, 1);
		seedRuns(MaestroPipelineSeeds.PAUSED, 40);
		seedRuns(MaestroPipelineSeeds.FAILING, 1);
	}

	synchronized List<MaestroPipeline> all() {
		return List.copyOf(this.pipelines.values());
	}

	synchronized @Nullable MaestroPipeline find(String id) {
		return this.pipelines.get(MaestroPipeline.normalize(id));
	}

	synchronized @Nullable MaestroJob findJob(String id) {
		String normalized = MaestroPipeline.normalize(id);
		return this.pipelines.values()
			.stream()
			.flatMap((pipeline) -> pipeline.jobs().stream())
			.filter((job) -> job.id().equals(normalized))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Changes a pipeline, unless the change itself refuses.
	 * @param id the pipeline's id
	 * @param change the change
	 * @return the pipeline from now on, or {@code null} if there is none
	 */
	synchronized @Nullable MaestroPipeline change(String id, UnaryOperator<MaestroPipeline> change) {
		return this.pipelines.computeIfPresent(MaestroPipeline.normalize(id), (_, before) -> change.apply(before));
	}

	synchronized @Nullable MaestroPipeline delete(String id) {
		this.runs.remove(MaestroPipeline.normalize(id));
		return this.pipelines.remove(MaestroPipeline.normalize(id));
	}

	/**
	 * Queues a run behind those that have not ended.
	 * @param pipeline the pipeline
	 */
	synchronized void execute(MaestroPipeline pipeline) {
		Instant start = this.clock.instant().plus(this.switches.get().runDelay());
		List<MaestroRun> before = this.runs.getOrDefault(pipeline.id(), List.of());
		if (!before.isEmpty() && before.getLast().end().isAfter(start)) {
			start = before.getLast().end();
		}
		add(pipeline, start, this.switches.get().runDuration());
	}

	/**
	 * The runs that have started; queued ones are invisible.
	 * @param id the pipeline's id
	 * @param now the time
	 * @return the runs, newest first
	 */
	synchronized List<MaestroRun> runs(String id, Instant now) {
		return this.runs.getOrDefault(MaestroPipeline.normalize(id), List.of())
			.stream()
			.filter((run) -> !run.start().isAfter(now))
			.sorted(Comparator.comparing(MaestroRun::number).reversed())
			.toList();
	}

	/**
	 * The status that lists show.
	 * @param id the pipeline's id
	 * @param now the time
	 * @return the status of the newest run
	 */
	String lastStatus(String id, Instant now) {
		return runs(id, now).stream().findFirst().map((run) -> run.status(now)).orElse("CREATED");
	}

	private void seedRuns(int pipeline, int... daysAgo) {
		MaestroPipeline seeded = this.pipelines.get(MaestroPipelineSeeds.id(pipeline));
		for (int days : daysAgo) {
			if (seeded != null) {
				add(seeded, this.clock.instant().minus(Duration.ofDays(days)), Duration.ofSeconds(754));
			}
		}
	}

	private void add(MaestroPipeline pipeline, Instant start, Duration duration) {
		int number = ++this.lastRun;
		UUID id = new UUID(0x9f8e7d6c00004000L, 0x8000000000000000L | number);
		this.runs.computeIfAbsent(pipeline.id(), (_) -> new ArrayList<>())
			.add(new MaestroRun(number, MaestroPipeline.normalize(id.toString()), pipeline.id(), start,
					start.plus(duration), pipeline.failing()));
	}

}
