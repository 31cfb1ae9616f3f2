using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using MnistTrainer.Web.Tests.Uploads;

namespace MnistTrainer.Web.Tests.Operations;

/// <summary>The instruments count what was asked and answered.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task Count_answers_problems_and_corrections_by_kind()
    {
        await using ServedPage page = await ServedPage.StartAsync();
        using Measurements measured = new(page.Services);
        for (int i = 0; i < 3; i++)
            await page.Client.AskAsync(TestImages.Framed(3)).JsonAsync();
        await page.Client.AskAsync(Imaging.ImageCodec.EncodePng(new Imaging.GrayImage(28, 28, new byte[784]))).JsonAsync();
        await page.Client.AskAsync([]).ProblemAsync(HttpStatusCode.BadRequest);
        await page.Client.AskAsync("no image"u8.ToArray()).ProblemAsync(HttpStatusCode.UnprocessableEntity);
        string id = (
            await page
                .Client.AskJsonAsync(
                    new { image = "data:image/png;base64," + Convert.ToBase64String(TestImages.Framed(5)), label = "5" },
                    "api/corrections"
                )
                .JsonAsync()
        )
            .GetProperty("id")
            .GetString()!;
        using HttpResponseMessage undone = await page.Client.DeleteAsync($"api/corrections/{id}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, undone.StatusCode);

        Assert.Equal(3, measured.Sum("mnist_trainer.answers recognized"));
        Assert.Equal(1, measured.Sum("mnist_trainer.answers blank"));
        Assert.Equal(1, measured.Sum("mnist_trainer.problems empty"));
        Assert.Equal(1, measured.Sum("mnist_trainer.problems unreadable-image"));
        Assert.Equal(1, measured.Sum("mnist_trainer.corrections store"));
        Assert.Equal(1, measured.Sum("mnist_trainer.corrections delete"));
        Assert.Equal(4, measured.Count("mnist_trainer.answer.duration"));
        Assert.Equal(4, measured.Count("mnist_trainer.queue.duration"));
        Assert.InRange(measured.Sum("mnist_trainer.answer.duration"), 1e-6, 60);
    }

    [Fact]
    public async Task Show_the_memory_of_bodies_while_it_is_taken()
    {
        await using ServedPage page = await ServedPage.StartAsync();
        using Measurements measured = new(page.Services);
        using (HeldRequest held = await HeldRequest.BeginAsync(page.Address, "image/png", 1 << 20))
        {
            await held.SendAsync(new byte[100 << 10]);
            // The body of 1 MiB, and as much again for its image.
            Assert.Equal(2 << 20, await measured.UntilAsync("mnist_trainer.body.memory", 2 << 20));
        }

        Assert.Equal(0, await measured.UntilAsync("mnist_trainer.body.memory", 0));
        Assert.Equal(0, await measured.UntilAsync("mnist_trainer.queue.length", 0));
    }

    [Fact]
    public async Task Count_the_connections_of_a_client_that_are_too_many()
    {
        await using ServedPage page = await ServedPage.StartAsync(options => options with { MaximumConnections = 2 });
        using Measurements measured = new(page.Services);
        TcpClient[] all = [.. Enumerable.Range(0, 5).Select(_ => new TcpClient())];
        foreach (TcpClient one in all)
        {
            await one.ConnectAsync(IPAddress.Loopback, page.Address.Port, TestContext.Current.CancellationToken);
            await one.GetStream()
                .WriteAsync("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
            byte[] answer = new byte[12];
            await one.GetStream().ReadExactlyAsync(answer, TestContext.Current.CancellationToken);
        }

        Assert.Equal(3, measured.Sum("mnist_trainer.rejected_connections"));
        foreach (TcpClient one in all)
            one.Dispose();
    }

    [Fact]
    public async Task Show_how_many_images_wait_for_a_processor_and_how_long()
    {
        await using ServedPage page = await ServedPage.StartAsync();
        using Measurements measured = new(page.Services);
        ImageTurns turns = page.Services.GetRequiredService<ImageTurns>();
        using ManualResetEventSlim end = new();
        using Upload held = new(new byte[1], "", 1, 1, Stream.Null);
        Task<bool>[] busy =
        [
            .. Enumerable
                .Range(0, Environment.ProcessorCount)
                .Select(_ =>
                    Task.Run(() =>
                        turns.RunAsync(
                            held,
                            () =>
                            {
                                end.Wait(TimeSpan.FromSeconds(60));
                                return true;
                            },
                            TestContext.Current.CancellationToken
                        )
                    )
                ),
        ];
        Task<HttpResponseMessage> waiting = page.Client.AskAsync(TestImages.Framed(3));
        long began = Stopwatch.GetTimestamp();
        Assert.Equal(1, await measured.UntilAsync("mnist_trainer.queue.length", 1));
        await Task.Delay(200, TestContext.Current.CancellationToken);
        double least = 0.2;
        end.Set();
        await waiting.JsonAsync();
        await Task.WhenAll(busy);
        Assert.InRange(measured.Sum("mnist_trainer.queue.duration"), least, Stopwatch.GetElapsedTime(began).TotalSeconds);
        Assert.Equal(0, await measured.UntilAsync("mnist_trainer.queue.length", 0));
    }
}
