namespace TrafficRouting.AspNetCore.Tests;

/// <summary>The keys of a rollout that waits at its second step until somebody says something.</summary>
internal static class PageRollout
{
    public static void Add(Dictionary<string, string?> keys)
    {
        keys["TrafficRouting:Rollouts:reviews:Service"] = "reviews";
        keys["TrafficRouting:Rollouts:reviews:Route"] = "default";
        keys["TrafficRouting:Rollouts:reviews:Stable"] = "v1";
        keys["TrafficRouting:Rollouts:reviews:Canary"] = "v2";
        keys["TrafficRouting:Rollouts:reviews:Steps:0:SetWeight"] = "5";
        keys["TrafficRouting:Rollouts:reviews:Steps:1:Pause"] = "";
    }
}
