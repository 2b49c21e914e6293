using TrafficRouting.Testing;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Mirroring;

public class MirrorBreakerTests
{
    private static readonly MirroringOptions Limits = new() { BreakAfter = 3, BreakDuration = TimeSpan.FromSeconds(10) };

    private readonly FakeClock _time = new();
    private readonly MirrorBreaker _breaker;

    public MirrorBreakerTests() => _breaker = new(_time);

    [Fact]
    public void Failed_FewerInARowThanAllowed_StaysClosed()
    {
        Assert.Null(_breaker.Failed(wasTrial: false, Limits));
        Assert.Null(_breaker.Failed(wasTrial: false, Limits));
        _breaker.Succeeded(wasTrial: false);
        Assert.Null(_breaker.Failed(wasTrial: false, Limits));
        Assert.Null(_breaker.Failed(wasTrial: false, Limits));

        Assert.False(_breaker.IsOpen);
        Assert.True(_breaker.TryEnter(out var isTrial));
        Assert.False(isTrial);
    }

    [Fact]
    public void Failed_AsManyInARowAsAllowed_OpensForTheConfiguredTime()
    {
        Open();

        _time.Advance(TimeSpan.FromSeconds(9.99));
        Assert.True(_breaker.IsOpen);
        Assert.False(_breaker.TryEnter(out _));
    }

    [Fact]
    public void TryEnter_AfterThePause_LetsOneThroughAtATime()
    {
        Open();
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.False(_breaker.IsOpen);
        Assert.True(_breaker.TryEnter(out var isTrial));
        Assert.True(isTrial);
        Assert.True(_breaker.IsOpen);
        Assert.False(_breaker.TryEnter(out _));
    }

    [Fact]
    public void Succeeded_Trial_Closes()
    {
        Open();
        _time.Advance(TimeSpan.FromSeconds(10));
        _breaker.TryEnter(out var isTrial);

        Assert.True(_breaker.Succeeded(isTrial));

        Assert.False(_breaker.IsOpen);
        Assert.True(_breaker.TryEnter(out isTrial));
        Assert.False(isTrial);
    }

    [Fact]
    public void Succeeded_WhileClosed_ClosesNothing()
    {
        Assert.False(_breaker.Succeeded(wasTrial: false));
        Assert.Null(_breaker.Failed(wasTrial: false, Limits));
        Assert.False(_breaker.Succeeded(wasTrial: false));
    }

    [Fact]
    public void Failed_AnewAfterItClosed_BeginsWithTheFirstPauseAndLetsATrialThrough()
    {
        Open();
        _time.Advance(TimeSpan.FromSeconds(10));
        _breaker.TryEnter(out var isTrial);
        Assert.Equal(TimeSpan.FromSeconds(20), _breaker.Failed(isTrial, Limits));
        _time.Advance(TimeSpan.FromSeconds(20));
        _breaker.TryEnter(out isTrial);
        _breaker.Succeeded(isTrial);

        Open();
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.True(_breaker.TryEnter(out isTrial));
        Assert.True(isTrial);
    }

    [Fact]
    public void Failed_TrialAfterAReloadSwitchedItOff_Closes()
    {
        Open();
        _time.Advance(TimeSpan.FromSeconds(10));
        _breaker.TryEnter(out var isTrial);

        Assert.Null(_breaker.Failed(isTrial, new() { BreakAfter = 0 }));

        Assert.False(_breaker.IsOpen);
        Assert.True(_breaker.TryEnter(out isTrial));
        Assert.False(isTrial);
    }

    [Fact]
    public void Failed_FirstPauseOfMoreThanAMinute_StaysAsLong()
    {
        var patient = new MirroringOptions { BreakAfter = 1, BreakDuration = TimeSpan.FromMinutes(3) };
        Assert.Equal(TimeSpan.FromMinutes(3), _breaker.Failed(wasTrial: false, patient));
        _time.Advance(TimeSpan.FromMinutes(3));
        _breaker.TryEnter(out var isTrial);

        Assert.Equal(TimeSpan.FromMinutes(3), _breaker.Failed(isTrial, patient));
    }

    [Fact]
    public void Failed_TrialAfterTrial_DoublesThePauseUpToAMinute()
    {
        Open();
        foreach (var expected in new[] { 20, 40, 60, 60 })
        {
            _time.Advance(TimeSpan.FromMinutes(2));
            Assert.True(_breaker.TryEnter(out var isTrial));
            Assert.Equal(TimeSpan.FromSeconds(expected), _breaker.Failed(isTrial, Limits));
        }
    }

    [Fact]
    public void Abandoned_Trial_LeavesTheNextTrialToAnother()
    {
        Open();
        _time.Advance(TimeSpan.FromSeconds(10));
        _breaker.TryEnter(out var isTrial);

        _breaker.Abandoned(isTrial);

        Assert.True(_breaker.TryEnter(out isTrial));
        Assert.True(isTrial);
    }

    [Fact]
    public void Succeeded_LateAnswerWhileOpen_LeavesItOpen()
    {
        Open();

        Assert.False(_breaker.Succeeded(wasTrial: false));

        Assert.True(_breaker.IsOpen);
    }

    [Fact]
    public void Failed_SwitchedOff_NeverOpens()
    {
        var off = new MirroringOptions { BreakAfter = 0 };
        for (var i = 0; i < 100; i++)
            Assert.Null(_breaker.Failed(wasTrial: false, off));
    }

    [Fact]
    public void IsOpenAndTryEnter_Closed_AllocateNothing() =>
        Assert.Equal(0, Allocations.Of(() =>
        {
            if (!_breaker.IsOpen && _breaker.TryEnter(out var isTrial))
                _breaker.Succeeded(isTrial);
        }));

    private void Open()
    {
        Assert.Null(_breaker.Failed(wasTrial: false, Limits));
        Assert.Null(_breaker.Failed(wasTrial: false, Limits));
        Assert.Equal(TimeSpan.FromSeconds(10), _breaker.Failed(wasTrial: false, Limits));
        Assert.True(_breaker.IsOpen);
    }
}
