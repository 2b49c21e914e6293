using System.Net;

namespace TrafficRouting.Kubernetes;

/// <summary>The API server answered otherwise than wanted.</summary>
internal sealed class ApiException(HttpStatusCode status, string message, TimeSpan? retryAfter = null) : Exception(message)
{
    public HttpStatusCode Status => status;

    /// <summary>Gets how long the server asks to be left alone.</summary>
    public TimeSpan? RetryAfter => retryAfter;

    /// <summary>Gets a value indicating whether versions or pages that were named are forgotten.</summary>
    public bool IsGone => status is HttpStatusCode.Gone;
}
