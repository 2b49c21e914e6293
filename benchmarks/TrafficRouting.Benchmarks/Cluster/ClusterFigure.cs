namespace TrafficRouting.Benchmarks.Cluster;

/// <summary>What something took: milliseconds that passed, milliseconds of the processor, what was allocated, and the bytes that the API server sent.</summary>
internal readonly record struct ClusterFigure(double Elapsed, double Processor, double MebiBytes, double SentBytes);
