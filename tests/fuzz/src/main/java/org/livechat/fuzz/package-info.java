/**
 * Targets for a coverage-guided fuzzer (Jazzer), one for each kind of bytes that strangers send. Each states what holds whatever
 * comes: not only that nothing is thrown, but that lengths stay within the packet and that what is written is read back.
 */
@NullMarked
package org.livechat.fuzz;

import org.jspecify.annotations.NullMarked;
