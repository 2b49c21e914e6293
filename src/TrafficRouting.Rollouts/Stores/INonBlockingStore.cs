namespace TrafficRouting.Rollouts;

/// <summary>Marks stores whose calls never block their thread, so that they need no thread of their own.</summary>
internal interface INonBlockingStore;
