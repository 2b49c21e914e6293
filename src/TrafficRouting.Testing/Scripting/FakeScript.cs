using System.Net;
using System.Text;

namespace TrafficRouting.Testing;

/// <summary>
/// A sequence of answers: each request takes the next one, and the last one is given again and again.
/// Safe for concurrent use.
/// </summary>
public class FakeScript
{
    private readonly Lock _lock = new();
    private readonly List<ScriptedAnswer> _answers = [];
    private TimeSpan _delay;
    private int _next;

    private protected FakeScript()
    {
    }

    internal bool IsEmpty
    {
        get
        {
            lock (_lock)
                return _answers.Count == 0;
        }
    }

    /// <summary>Adds an answer.</summary>
    /// <param name="status">The status, 100 to 999.</param>
    /// <param name="body">The body, or none.</param>
    /// <param name="contentType">The media type of the body.</param>
    /// <returns>This script, for the answer that follows.</returns>
    public FakeScript Respond(int status, string? body = null, string contentType = "application/json")
    {
        return Respond(_ => new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, contentType),
        });
    }

    /// <summary>Adds an answer made from the request.</summary>
    /// <param name="respond">Makes a new answer for each request.</param>
    /// <returns>This script, for the answer that follows.</returns>
    public FakeScript Respond(Func<FakeRequest, HttpResponseMessage> respond)
    {
        ArgumentNullException.ThrowIfNull(respond);
        return Respond((request, _) => Task.FromResult(respond(request)));
    }

    /// <summary>Adds an answer that takes its time, such as one that waits for the test's signal.</summary>
    /// <param name="respond">Makes a new answer for each request.</param>
    /// <returns>This script, for the answer that follows.</returns>
    public FakeScript Respond(Func<FakeRequest, CancellationToken, Task<HttpResponseMessage>> respond)
    {
        ArgumentNullException.ThrowIfNull(respond);
        lock (_lock)
        {
            _answers.Add(new(_delay, respond));
            _delay = TimeSpan.Zero;
        }

        return this;
    }

    /// <summary>Adds a failure of the transport.</summary>
    /// <param name="exception">What is thrown, such as an <see cref="HttpRequestException"/>.</param>
    /// <returns>This script, for the answer that follows.</returns>
    public FakeScript Throw(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Respond((_, _) => Task.FromException<HttpResponseMessage>(exception));
    }

    /// <summary>
    /// Delays the answer that is added next. A <see cref="FakeClock"/> moves by the delay of a call, and fires what falls due on the way;
    /// any other clock is waited for.
    /// </summary>
    /// <param name="delay">How long, above zero.</param>
    /// <returns>This script, for the answer that follows.</returns>
    public FakeScript Delay(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(delay, TimeSpan.Zero);
        lock (_lock)
            _delay = delay;
        return this;
    }

    internal ScriptedAnswer? Next()
    {
        lock (_lock)
            return _answers.Count == 0 ? null : _answers[Math.Min(_next++, _answers.Count - 1)];
    }

    private protected void Clear()
    {
        lock (_lock)
        {
            _answers.Clear();
            _delay = TimeSpan.Zero;
            _next = 0;
        }
    }
}
