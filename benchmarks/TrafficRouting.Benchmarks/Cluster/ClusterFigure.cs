namespace TrafficRouting.Benchmarks.Cluster;

/// <summary>What something took: milliseconds that passed, milliseconds of the processor, and what was allocated.</summary>
internal readonly record struct ClusterFigure(double Elapsed, double Processor, double MebiBytes);
