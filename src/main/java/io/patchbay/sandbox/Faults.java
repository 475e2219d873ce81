package io.patchbay.sandbox;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The faults in force, oldest first. The first that matches a call strikes.
 */
@Component
@Profile("sandbox")
class Faults implements SandboxState {

	private final List<Fault> faults = new ArrayList<>();

	private int lastId;

	@Override
	public synchronized void reset() {
		clear();
		this.lastId = 0;
	}

	synchronized Fault add(FaultRule rule) {
		Fault fault = new Fault(++this.lastId, rule);
		this.faults.add(fault);
		return fault;
	}

	synchronized List<Fault> list() {
		return List.copyOf(this.faults);
	}

	synchronized boolean remove(int id) {
		return this.faults.removeIf((fault) -> {
			if (fault.id() != id) {
				return false;
			}
			fault.remove();
			return true;
		});
	}

	synchronized void clear() {
		this.faults.forEach(Fault::remove);
		this.faults.clear();
	}

	synchronized @Nullable Fault strike(SandboxPath place, String method) {
		Fault striking = null;
		for (Fault fault : this.faults) {
			if (fault.rule().matches(place, method) && fault.strikes(striking != null)) {
				striking = fault;
			}
		}
		return striking;
	}

}
