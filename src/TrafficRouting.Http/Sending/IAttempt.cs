namespace TrafficRouting.Http;

/// <summary>An attempt that was handed on to be sent, and what is done when it ends.</summary>
internal interface IAttempt
{
    /// <summary>Gives the request back, and takes note of the answer.</summary>
    void Succeed(HttpResponseMessage response);

    /// <summary>Gives the request back, and takes note of the failure.</summary>
    /// <returns>The answer given in place of the failure, or null to throw it on.</returns>
    HttpResponseMessage? Fail(Exception failure);
}
