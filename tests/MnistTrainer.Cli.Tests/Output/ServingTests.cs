using System.Net;
using MnistTrainer.Cli.Output;
using MnistTrainer.Cli.Tests.EndToEnd;

namespace MnistTrainer.Cli.Tests.Output;

/// <summary>What <c>mnist serve</c> knows beside its page: newer models, and the addresses that a phone can open.</summary>
public sealed class ServingTests : IDisposable
{
    private readonly WorkFolder _work = new();
    private readonly List<string> _reported = [];

    public void Dispose() => _work.Dispose();

    [Fact]
    public void Notices_a_model_that_is_replaced_once_for_each_change()
    {
        string model = _work.Write("a.zip", [1]);
        File.SetLastWriteTimeUtc(model, new DateTime(2026, 1, 1));
        using ModelWatch watch = new(model, () => model, _reported.Add);
        watch.Look();
        Assert.Null(watch.Newer);

        File.SetLastWriteTimeUtc(model, new DateTime(2026, 1, 2));
        watch.Look();
        watch.Look();
        Assert.Equal("a.zip", watch.Newer);
        Assert.Equal([model], _reported);

        File.SetLastWriteTimeUtc(model, new DateTime(2026, 1, 3));
        watch.Look();
        Assert.Equal(2, _reported.Count);

        File.Delete(model);
        watch.Look();
        Assert.Equal(2, _reported.Count);
    }

    [Fact]
    public void Notices_another_model_that_a_restart_would_serve()
    {
        string model = _work.Write("a.zip", [1]),
            other = _work.Write("b.zip", [1]);
        using ModelWatch watch = new(model, () => other, _reported.Add);
        watch.Look();
        Assert.Equal("b.zip", watch.Newer);
        Assert.Equal([other], _reported);
    }

    [Fact]
    public void A_model_that_the_page_saves_is_not_a_newer_one()
    {
        string model = _work.Write("a.zip", [1]);
        using ModelWatch watch = new(model, () => _work["b.zip"], _reported.Add);
        Assert.Equal(_work["b.zip"], watch.Save(() => _work.Write("b.zip", [2])));
        watch.Look();
        Assert.Null(watch.Newer);

        File.SetLastWriteTimeUtc(_work["b.zip"], new DateTime(2030, 1, 1));
        watch.Look();
        Assert.Equal("b.zip", watch.Newer);
    }

    [Fact]
    public void What_was_newer_is_not_any_more_once_the_page_has_saved_or_it_is_gone()
    {
        string model = _work.Write("a.zip", [1]),
            other = _work.Write("b.zip", [1]);
        string latest = other;
        using ModelWatch watch = new(model, () => latest, _reported.Add);
        watch.Look();
        Assert.Equal("b.zip", watch.Newer);
        latest = model;
        watch.Save(() => _work.Write("a.zip", [2]));
        Assert.Null(watch.Newer);

        latest = other;
        watch.Look();
        Assert.Equal("b.zip", watch.Newer);
        latest = model;
        watch.Look();
        Assert.Null(watch.Newer);
    }

    [Fact]
    public void Lists_addresses_that_a_browser_can_open()
    {
        IReadOnlyList<Uri> all = ServedAddresses.Of(new Uri("http://0.0.0.0:5280/"));
        Assert.Equal(new Uri("http://127.0.0.1:5280/"), all[^1]);
        Assert.All(
            all,
            one =>
            {
                Assert.Equal(5280, one.Port);
                Assert.NotEqual(IPAddress.Any, IPAddress.Parse(one.Host));
            }
        );
        Assert.Equal(all, ServedAddresses.Of(new Uri("http://[::]:5280/")));
        Assert.Equal([new Uri("http://192.0.2.7:80/")], ServedAddresses.Of(new Uri("http://192.0.2.7:80/")));
    }
}
