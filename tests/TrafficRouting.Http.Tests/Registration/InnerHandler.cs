namespace TrafficRouting.Http.Tests.Registration;

internal sealed class InnerHandler : DelegatingHandler;
