namespace TrafficRouting.AspNetCore;

/// <summary>What became of the copies for one mirror of one route.</summary>
/// <param name="Service">The service.</param>
/// <param name="Route">The route.</param>
/// <param name="Backend">The backend that receives the copies.</param>
/// <param name="Rate">Copies drawn per second over the last ten.</param>
/// <param name="Sent">Copies of the last minute whose response arrived.</param>
/// <param name="Broken">Copies of the last minute that failed, timed out or could not be copied.</param>
/// <param name="Dropped">Copies of the last minute that were not sent: the queue was full, the backend is left alone, or they cannot be mirrored.</param>
/// <param name="Compared">Responses compared in the last minute.</param>
/// <param name="Different">Those of them that differ.</param>
/// <param name="IsLeftAlone">Whether the backend is left alone after too many failures in a row.</param>
internal sealed record MirrorTrafficView(
    string Service, string Route, string Backend, double Rate, int Sent, int Broken, int Dropped, int Compared, int Different, bool IsLeftAlone);
