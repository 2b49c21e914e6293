using TrafficPage;

// A shop of four services under a steady load, a canary in rollout, two mirrors. Open the address that is printed; Ctrl+C ends it.
// "--seconds 8" ends it by itself, with 1 when the page did not show the shop's traffic.
var seconds = args is ["--seconds", var text] ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : (int?)null;
await using var backends = await ShopBackends.StartAsync();
await using var shop = await Shop.StartAsync(backends);
Console.WriteLine($"The traffic page: {shop.Page}");
Console.WriteLine($"Edit {Shop.RoutingFile} and save it: the page follows, and says what is wrong.");
if (seconds is null)
{
    await shop.WaitForShutdownAsync();
    return 0;
}

return await ShopCheck.RunAsync(shop.Page, TimeSpan.FromSeconds(seconds.Value)) ? 0 : 1;
