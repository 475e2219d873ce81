/**
 * Who may call: API keys, bearer tokens, and what is open to everybody.
 */
@NullMarked
package io.patchbay.security;

import org.jspecify.annotations.NullMarked;
