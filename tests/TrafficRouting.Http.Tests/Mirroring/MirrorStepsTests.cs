using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using TrafficRouting.Testing;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Mirroring;

/// <summary>
/// All that happens to one copied request, in every order in which it may happen: its body written, written anew, answered or failed, no longer
/// waited for, the mirrors stopped, workers run, the mirror answering. One thread, so each order runs the same way each time.
/// </summary>
public sealed class MirrorStepsTests
{
    [Theory]
    [InlineData("answer", 3)]
    [InlineData("answer patience", 18)]
    [InlineData("answer stop", 18)]
    [InlineData("answer again", 87)]
    [InlineData("fail again", 87)]
    [InlineData("answer again patience", 729)]
    [InlineData("answer again stop", 594)]
    [InlineData("answer patience stop", 102)]
    public async Task Copy_InEveryOrderOfSteps_IsCountedOnceAndWhole(string steps, int expected)
    {
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var counts = meters.Collect<long>("traffic_routing.mirror.requests");

        // Without a synchronization context, so that whatever a step ends runs within it.
        var orders = await Task.Run(() =>
        {
            var schedule = new Schedule();
            var orders = 0;
            do
            {
                using var run = new Run(steps, meters);
                run.Follow(schedule);
                run.AssertEnded(counts);
                orders++;
            }
            while (schedule.MoveNext());
            return orders;
        });

        // As many as there are, so that no order is left out unseen.
        Assert.Equal(expected, orders);
    }

    private sealed class Run : IDisposable
    {
        private readonly FakeClock _clock = new();
        private readonly TrackingArrayPool _arrays = new();
        private readonly Queue<IThreadPoolWorkItem> _work = [];
        private readonly Primary _primary = new();
        private readonly Receiver _receiver = new();
        private readonly HashSet<string> _due;
        private readonly bool _isBounded;
        private readonly TrafficMirror _mirror;
        private readonly HttpMessageInvoker _invoker;
        private readonly HttpRequestMessage _message = new(HttpMethod.Post, "http://reviews/") { Content = new GatedBody() };
        private readonly Task<HttpResponseMessage> _call;

        public Run(string steps, IMeterFactory meters)
        {
            _due = [.. steps.Split(' ')];
            _isBounded = _due.Contains("patience") || _due.Contains("stop");
            var options = Routing.To(new("http://v1"), r => r.Mirrors["m"] = new() { Methods = { "*" } }).With("m", new("http://m"));
            options.Mirroring.DrainTimeout = TimeSpan.FromDays(1);
            _mirror = new(new MirrorTransport(_receiver), meters, _clock, bodies: _arrays, schedule: _work.Enqueue);
            _invoker = new(new TrafficRoutingHandler(new TrafficRouter(options), _clock, _mirror) { InnerHandler = _primary });
            _call = _invoker.SendAsync(_message, CancellationToken.None);
        }

        public void Follow(Schedule schedule)
        {
            while (Enabled().ToList() is { Count: > 0 } enabled)
                enabled[schedule.Choose(enabled.Count)]();
        }

        public void AssertEnded(MetricCollector<long> counts)
        {
            Assert.True(_call.IsCompleted);
            Assert.True(_mirror.WhenIdleAsync().IsCompletedSuccessfully);
            Assert.Equal((0L, 0L, 0, false), (_mirror.Budget.Held, _mirror.Channels.Waiting, _arrays.Outstanding, _arrays.WasMisused));
            var outcome = Assert.Single(counts.Tags());
            counts.Clear();
            Assert.All(_receiver.Bodies, body => Assert.Equal(GatedBody.Whole, body));
            Assert.Equal(outcome == "backend=m outcome=sent" ? 1 : 0, _receiver.Bodies.Count);
            Assert.True(_isBounded || _receiver.Bodies.Count == 1, outcome);
        }

        public void Dispose()
        {
            _mirror.Dispose();
            _invoker.Dispose();
            _message.Dispose();
        }

        private IEnumerable<Action> Enabled()
        {
            foreach (var target in _primary.Targets)
            {
                if (target.IsWaiting)
                    yield return target.Open;
            }

            if (_work.Count > 0)
                yield return () => _work.Dequeue().Execute();
            if (_receiver.Answers.Count > 0)
                yield return () => _receiver.Answers.Dequeue().SetResult(new());
            foreach (var step in _due.Order(StringComparer.Ordinal))
            {
                // A body is written anew by a transport that has the request.
                if (step != "again" || !_call.IsCompleted)
                    yield return () => Take(step);
            }
        }

        private void Take(string step)
        {
            _due.Remove(step);
            switch (step)
            {
                case "answer":
                    _primary.Answer.SetResult(new());
                    _due.Remove("again");
                    break;
                case "fail":
                    _primary.Answer.SetException(new HttpRequestException("reset"));
                    _due.Remove("again");
                    break;
                case "again":
                    _primary.WriteAgain();
                    break;
                case "patience":
                    _clock.Advance(TimeSpan.FromSeconds(10));
                    break;
                default:
                    _ = _mirror.StopAsync();
                    break;
            }
        }
    }

    private sealed class Primary : HttpMessageHandler
    {
        private HttpContent _content = null!;

        public List<GatedBody.Target> Targets { get; } = [];

        public TaskCompletionSource<HttpResponseMessage> Answer { get; } = new();

        public void WriteAgain()
        {
            Targets.Add(new());
            _ = _content.CopyToAsync(Targets[^1]);
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _content = request.Content!;
            WriteAgain();
            return Answer.Task;
        }
    }

    private sealed class Receiver : HttpMessageHandler
    {
        public List<byte[]> Bodies { get; } = [];

        public Queue<TaskCompletionSource<HttpResponseMessage>> Answers { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var reading = request.Content!.ReadAsByteArrayAsync(CancellationToken.None);
            Assert.True(reading.IsCompletedSuccessfully);
            Bodies.Add(reading.Result);
            var answer = new TaskCompletionSource<HttpResponseMessage>();
            Answers.Enqueue(answer);
            return answer.Task;
        }
    }
}
