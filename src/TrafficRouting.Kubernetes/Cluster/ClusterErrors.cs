using System.Net;
using System.Text.Json;

namespace TrafficRouting.Kubernetes;

/// <summary>Puts what went wrong with the cluster in plain words.</summary>
internal static class ClusterErrors
{
    /// <summary>Gives the words.</summary>
    /// <param name="exception">What went wrong.</param>
    /// <param name="rights">The lines of the Role, which are shown where a right is missing.</param>
    public static string Words(Exception exception, string rights) => exception switch
    {
        ApiException { Status: HttpStatusCode.Forbidden } e => $"The cluster does not let this application do it: {e.Message.TrimEnd('.')}. Add to the Role of its service account:\n{rights}",
        ApiException { Status: HttpStatusCode.Unauthorized } e => $"The cluster does not know this application ({e.Message}): see its service account or kubeconfig.",
        ApiException e => $"The cluster refused it: {e.Message}",
        HttpRequestException or IOException or OperationCanceledException => $"The cluster cannot be reached: {exception.Message}",
        JsonException or KeyNotFoundException or InvalidOperationException => $"The cluster gave no answer that can be read: {exception.Message}",
        _ => $"There is no cluster to be used: {exception.Message}",
    };
}
