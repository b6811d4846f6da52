/** JMH benchmarks of what is public: SRTP, the floor machine, packets of the wire protocol. */
package org.livechat.bench;
