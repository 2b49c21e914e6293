namespace TrafficRouting.Http.Tests.Registration;

internal sealed class OuterHandler : DelegatingHandler;
