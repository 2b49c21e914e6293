using Grpc.Core;

namespace TrafficRouting.Grpc.Tests;

/// <summary>What a server does with unary calls.</summary>
/// <param name="Server">Its name.</param>
/// <param name="OnCall">Runs before each is answered.</param>
internal sealed record GreeterBehavior(string Server, Func<ServerCallContext, Task> OnCall);
