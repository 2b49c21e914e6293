using System.Diagnostics.CodeAnalysis;

namespace TrafficRouting.Http;

/// <summary>
/// What happens on the request's own path: draw the mirrors, capture the request once for all of them, and queue the
/// copies. Waits for nothing and throws nothing; whatever stands in the way is counted.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A source without a timer holds nothing.")]
internal sealed class MirrorCapture(
    CapturedRequestPool requests, MirrorChannels channels, CopyTracker tracker, MirrorTelemetry telemetry, TimeProvider time)
{
    // Cancelled when bodies that are still being written are no longer waited for.
    private CancellationTokenSource _waits = new();

    /// <summary>Draws and captures, before the primary is sent.</summary>
    public PendingCopies Take(HttpRequestMessage message, RouteDecision decision, string? callerHost, MirroringOptions limits, RandomSource random)
    {
        var lease = Draw(message, decision, limits, random);
        if (lease.IsNone)
            return default;
        if (Capture(lease, message, decision, callerHost, limits, out var tee) is { } refusal)
        {
            Refuse(lease, refusal);
            return default;
        }

        if (limits.Dispatch == MirrorDispatch.AfterPrimary || tee is not null || IsCompared(lease.Request))
            return new(this, lease, tee);
        Queue(lease);
        return default;
    }

    /// <summary>Queues the copies, once the primary has answered or failed.</summary>
    public void EndPrimary(RequestLease lease, TeedBody? tee, HttpRequestMessage message, HttpResponseMessage? response)
    {
        // First, so that whatever the primary's end finds, its request is the caller's again.
        tee?.Detach(message);
        if (response is not null)
            ReadPrimary(lease.Request, response);
        if (tee is null)
            Queue(lease);
        else
            tee.EndPrimary(time, lease.Request.Limits.Timeout, Volatile.Read(ref _waits).Token);
    }

    /// <summary>Queues the copies of a teed request, once its body was written too.</summary>
    public void EndBody(RequestLease lease, MirrorOutcome? refusal)
    {
        if (refusal is { } why)
            Refuse(lease, why);
        else
            Queue(lease);
    }

    /// <summary>Drops the copies whose primary has ended and whose body is still being written.</summary>
    public void CancelWaits() => Interlocked.Exchange(ref _waits, new()).Cancel();

    private static void ReadPrimary(CapturedRequest request, HttpResponseMessage response)
    {
        foreach (ref var copy in request.Copies)
        {
            if (copy.Mirror.Compare is { } filter)
                copy = copy with { Primary = PrimaryResponse.Of(response, filter) };
        }
    }

    private static bool IsCompared(CapturedRequest request)
    {
        foreach (var copy in request.Copies)
        {
            if (copy.Mirror.Compare is not null)
                return true;
        }

        return false;
    }

    private RequestLease Draw(HttpRequestMessage message, RouteDecision decision, MirroringOptions limits, RandomSource random)
    {
        RequestLease lease = default;
        bool? mirrorable = null;
        foreach (var mirror in decision.Mirrors.AsSpan())
        {
            if (!mirror.Share.Includes(random))
                continue;
            MirrorPlace place = default;
            if ((Refusal(mirror, message, ref mirrorable) ?? channels.TryReserve(mirror, limits.QueueCapacity, out place)) is { } why)
            {
                telemetry.Count(mirror, why);
                continue;
            }

            tracker.Capture();
            if (lease.IsNone)
                lease = requests.Rent();
            lease.Request.Add(new(place));
        }

        return lease;
    }

    private static MirrorOutcome? Refusal(Mirror mirror, HttpRequestMessage message, ref bool? mirrorable)
    {
        if (!Mirrorability.AcceptsMethod(mirror, message.Method.Method))
            return MirrorOutcome.Method;
        return mirror.Backend.Endpoints.IsEmpty || !(mirrorable ??= Mirrorability.IsMirrorable(message)) ? MirrorOutcome.NotMirrorable : null;
    }

    private MirrorOutcome? Capture(
        RequestLease lease, HttpRequestMessage message, RouteDecision decision, string? callerHost, MirroringOptions limits, out TeedBody? tee)
    {
        tee = null;
        if (tracker.IsClosed)
            return MirrorOutcome.Dropped;
        try
        {
            var refusal = lease.Request.Capture(message, decision, callerHost, limits);
            if (refusal is not null || message.Content is not { } content)
                return refusal;
            if (PlainContent.Is(content))
                return CopyNow(lease.Request.Body, content, limits);

            if (TeedBody.KnownLength(content) > limits.MaxBodyBytes)
                return MirrorOutcome.TooLarge;
            tee = new(message, lease, this);
            return null;
        }
        catch (Exception)
        {
            // Whatever the caller's content does when it is asked, it may do to the primary alone.
            return MirrorOutcome.CopyFailed;
        }
    }

    private static MirrorOutcome? CopyNow(CapturedBody body, HttpContent content, MirroringOptions limits)
    {
        // Asking is remembered by the content. A handler inside may still add parts to a multipart one.
        body.Begin(limits, content is MultipartContent ? null : content.Headers.ContentLength);
        if (body.Refusal is null)
            content.CopyTo(body, context: null, CancellationToken.None);
        return body.Refusal;
    }

    // Each copy takes a lease along, the last one that of the capture.
    private void Queue(RequestLease lease)
    {
        var copies = lease.Request.Copies;
        for (var i = 0; i < copies.Length; i++)
        {
            var copy = copies[i] with { Lease = i < copies.Length - 1 ? lease.Share() : lease };
            if (tracker.TryQueue())
            {
                copy.Place.Fill(copy);
                continue;
            }

            Drop(copy, MirrorOutcome.Dropped);
            copy.Lease.Dispose();
        }
    }

    private void Refuse(RequestLease lease, MirrorOutcome why)
    {
        using (lease)
        {
            foreach (var copy in lease.Request.Copies)
                Drop(copy, why);
        }
    }

    // Counted before its place is released, so that whoever waits until none is left finds the count complete.
    private void Drop(MirrorCopy copy, MirrorOutcome why)
    {
        telemetry.Count(copy.Mirror, why);
        copy.Place.Release();
        tracker.Release();
    }
}
