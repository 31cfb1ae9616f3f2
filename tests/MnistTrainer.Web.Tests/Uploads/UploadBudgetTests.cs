using System.Net;
using Microsoft.AspNetCore.Http;

namespace MnistTrainer.Web.Tests.Uploads;

/// <summary>Memory for bodies is shared out by what each needs.</summary>
public sealed class UploadBudgetTests : IDisposable
{
    private readonly IdleMemory _idle = new();
    private readonly UploadBudget _budget;

    public UploadBudgetTests() => _budget = new UploadBudget(new WebServerOptions { UploadMemory = 1 << 20 }, _idle);

    public void Dispose()
    {
        _budget.Dispose();
        _idle.Dispose();
    }

    [Fact]
    public async Task One_client_leaves_a_quarter_to_others()
    {
        using IDisposable most = await _budget.TakeAsync(Of(1), 10 << 20, TestContext.Current.CancellationToken);
        Task<IDisposable> other = _budget.TakeAsync(Of(2), 250 << 10, TestContext.Current.CancellationToken);
        Assert.True(other.IsCompletedSuccessfully);
        (await other).Dispose();
    }

    [Fact]
    public async Task A_body_takes_no_more_than_it_needs()
    {
        List<IDisposable> taken = [];
        for (int i = 0; i < 7; i++)
        {
            Task<IDisposable> next = _budget.TakeAsync(Of(1), 100 << 10, TestContext.Current.CancellationToken);
            Assert.True(next.IsCompletedSuccessfully, $"body {i + 1}");
            taken.Add(await next);
        }

        // 700 of the 768 KiB for one client are taken.
        Task<IDisposable> waiting = _budget.TakeAsync(Of(1), 100 << 10, TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        taken[0].Dispose();
        (await waiting).Dispose();
        taken.ForEach(one => one.Dispose());
    }

    private static DefaultHttpContext Of(byte client) => new() { Connection = { RemoteIpAddress = new IPAddress([192, 0, 2, client]) } };
}
