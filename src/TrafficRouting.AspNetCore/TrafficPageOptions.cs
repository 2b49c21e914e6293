namespace TrafficRouting.AspNetCore;

/// <summary>What the traffic page shows and allows.</summary>
public sealed class TrafficPageOptions
{
    /// <summary>Gets or sets the name of the table that is shown.</summary>
    /// <value>The default is empty: the table without a name.</value>
    public string Table { get; set; } = string.Empty;

    /// <summary>Gets or sets a value indicating whether rollouts can be steered: promoted, paused, resumed, aborted, retried. Needs <see cref="CommandPolicy"/>.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Commands { get; set; }

    /// <summary>
    /// Gets or sets the name of the authorization policy that who steers a rollout must satisfy, beside what is asked of every viewer. It is asked
    /// whatever else is on the page, in Development and with anonymous access too.
    /// </summary>
    /// <value>The default is <see langword="null"/>; with <see cref="Commands"/> that is an error.</value>
    public string? CommandPolicy { get; set; }
}
