using System.Runtime.CompilerServices;

namespace TrafficRouting.Http;

/// <summary>
/// Waits for an answer that comes later, then ends the attempt: what <c>async</c> would make of a single await, without the state that one
/// needs for where it stands and what it was called with.
/// </summary>
/// <typeparam name="TAttempt">The attempt.</typeparam>
internal struct Completion<TAttempt> : IAsyncStateMachine
    where TAttempt : struct, IAttempt
{
    private AsyncTaskMethodBuilder<HttpResponseMessage> _builder;
    private ConfiguredTaskAwaitable<HttpResponseMessage>.ConfiguredTaskAwaiter _sending;
    private TAttempt _attempt;

    public static Task<HttpResponseMessage> Of(in TAttempt attempt, Task<HttpResponseMessage> sending)
    {
        var completion = new Completion<TAttempt>
        {
            _builder = AsyncTaskMethodBuilder<HttpResponseMessage>.Create(),
            _sending = sending.ConfigureAwait(false).GetAwaiter(),
            _attempt = attempt,
        };

        // One that has failed already is ended here; to wait for it would be to end it on another thread.
        if (sending.IsCompleted)
            completion.MoveNext();
        else
            completion._builder.AwaitUnsafeOnCompleted(ref completion._sending, ref completion);
        return completion._builder.Task;
    }

    public void MoveNext()
    {
        HttpResponseMessage response;
        try
        {
            response = End();
        }
        catch (Exception exception)
        {
            _builder.SetException(exception);
            return;
        }

        _builder.SetResult(response);
    }

    public void SetStateMachine(IAsyncStateMachine stateMachine) => _builder.SetStateMachine(stateMachine);

    private HttpResponseMessage End()
    {
        HttpResponseMessage response;
        try
        {
            response = NoResponse.Unless(_sending.GetResult());
        }
        catch (Exception exception)
        {
            if (_attempt.Fail(exception) is not { } instead)
                throw;
            return instead;
        }

        _attempt.Succeed(response);
        return response;
    }
}
