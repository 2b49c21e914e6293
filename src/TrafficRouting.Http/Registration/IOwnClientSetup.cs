namespace TrafficRouting.Http;

/// <summary>Configures every client, those of mirrors and probes too: what stands in for the network in tests.</summary>
internal interface IOwnClientSetup;
