package io.patchbay.web;

import java.util.Map;

import io.patchbay.connection.BackendId;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.SyncId;
import io.patchbay.connection.WorkspaceId;
import io.swagger.v3.oas.models.parameters.Parameter;
import org.springdoc.core.customizers.ParameterCustomizer;

import org.springframework.core.MethodParameter;

/**
 * Documents what ids look like, where they are parameters.
 */
class IdParameters implements ParameterCustomizer {

	/**
	 * No dot segment, and nothing that a server on the way might take for more than one
	 * segment of a path.
	 */
	private static final String ID = "^[a-z][a-z0-9-]{0,31}~(?!\\.{1,2}$)[^/\\\\;%\\x00-\\x1f\\x7f-\\x9f]{1,512}$";

	private static final Map<Class<?>, String> PATTERNS = Map.of(BackendId.class, IdPatterns.BACKEND,
			ConnectionId.class, ID, WorkspaceId.class, ID, SyncId.class, ID);

	@Override
	public Parameter customize(Parameter parameter, MethodParameter method) {
		String pattern = PATTERNS.get(method.getParameterType());
		if (parameter != null && pattern != null) {
			parameter.getSchema().setPattern(pattern);
		}
		return parameter;
	}

}
