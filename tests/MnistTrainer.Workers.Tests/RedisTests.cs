using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Text;
using MnistTrainer.Experiments;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Workers.Tests;

/// <summary>Workers that find the process which serves jobs by a Redis server.</summary>
public sealed class RedisTests : IDisposable
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("a secret for tests");

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("mnist-redis-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Delete(recursive: true);

    /// <summary>The process that serves is lost without a word, and another one, at another address, takes its place: the worker that was there finds it.</summary>
    [Fact]
    public async Task Workers_find_the_process_that_serves_and_the_one_that_takes_its_place()
    {
        using RedisServer redis = await RedisServer.StartAsync("a password");
        ClusterAddress address = redis.Address with { Password = "a password" };
        SharedRuns first = Share();
        List<string> trained = [];
        int lost = 0;
        JobWorker worker = new(
            new WorkerOptions { Secret = Secret, Cluster = address },
            _ => new JoinedJobs(
                new RunJobTrainer(first.Runs, new RunFolder(_root.CreateSubdirectory("worker").FullName)),
                first.Runs.Identity
            )
        )
        {
            Completed = trained.Add,
            Lost = () => lost++,
        };
        Task<int> working;
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task<bool> training;
        await using (JobServer server = await ServeAsync(address, first))
        {
            TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
            training = Task.Run(() => (first with { Finished = _ => begun.TrySetResult() }).Train(end.Token), Cancellation);
            working = worker.RunAsync(Cancellation);
            await begun.Task.WaitAsync(Cancellation);
        }

        await end.CancelAsync();
        Assert.False(await training);
        SharedRuns second = Share();
        await using (JobServer server = await ServeAsync(address, second))
        {
            Assert.True(await Task.Run(() => second.Train(Cancellation), Cancellation));
            int done = await working;
            Assert.Equal(trained.Count, done);
        }

        Assert.True(lost > 0);
        Assert.Equal(first.Runs.Count, second.Folder.FinishedAmong(second.Runs).Count);
    }

    [Fact]
    public async Task One_process_serves_under_a_name_and_nobody_joins_it_without_the_secret()
    {
        using RedisServer redis = await RedisServer.StartAsync();
        await using JobServer server = await ServeAsync(redis.Address, Share());
        InvalidInputException taken = await Assert.ThrowsAsync<InvalidInputException>(() => ServeAsync(redis.Address, Share()));
        Assert.StartsWith(
            $"redis://127.0.0.1:{redis.Port}/test: expected no other process that serves jobs under this name, found one at {server.EndPoint}.",
            taken.Message,
            StringComparison.Ordinal
        );
        await using JobServer other = await ServeAsync(redis.Address with { Name = "other" }, Share());
        WorkerOptions options = new() { Secret = Encoding.UTF8.GetBytes("a secret of others"), Cluster = redis.Address };
        InvalidInputException stranger = await Assert.ThrowsAsync<InvalidInputException>(() =>
            new JobWorker(options, _ => throw new InvalidOperationException()).RunAsync(Cancellation)
        );
        Assert.Contains("expected a process with the same secret, found another secret", stranger.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "expected a Redis server without a password, found one that requires it")]
    [InlineData("a guess", "expected a Redis server with this password, found one that rejects it")]
    public async Task Names_a_wrong_password_within_seconds(string? password, string text)
    {
        using RedisServer redis = await RedisServer.StartAsync("a password");
        await FailsAsync(redis.Address with { Password = password }, text);
    }

    [Fact]
    public Task Names_a_server_that_is_not_there_within_seconds() =>
        FailsAsync(new ClusterAddress("127.0.0.1", RedisServer.FreePort(), "test"), "expected a Redis server, found no answer");

    [Fact]
    public async Task Names_a_cluster_where_nobody_serves()
    {
        using RedisServer redis = await RedisServer.StartAsync();
        WorkerOptions options = new()
        {
            Secret = Secret,
            Cluster = redis.Address,
            Patience = TimeSpan.Zero,
        };
        int attempts = 0;
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() =>
            new JobWorker(options, _ => throw new InvalidOperationException()) { Lost = () => attempts++ }.RunAsync(Cancellation)
        );
        Assert.Contains("expected a process that serves jobs, found none that responds", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Workers elsewhere would connect to themselves. Nothing is asked of the server, which is none.</summary>
    [Fact]
    public async Task Rejects_an_address_of_this_machine_alone_with_a_server_elsewhere()
    {
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() =>
            ServeAsync(new ClusterAddress("192.0.2.1", 6379, "test"), Share())
        );
        Assert.Contains(
            "expected an address of this machine that workers can reach, because they find it through redis://192.0.2.1:6379/test",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("redis://localhost", true)]
    [InlineData("redis://127.0.0.2:7000", true)]
    [InlineData("redis://[::1]", true)]
    [InlineData("redis://192.0.2.1", false)]
    [InlineData("redis://localhost.example", false)]
    public void Knows_which_servers_only_this_machine_reaches(string text, bool expected)
    {
        Assert.True(ClusterAddress.TryParse(text, out ClusterAddress? address));
        Assert.Equal(expected, address.IsLoopback);
    }

    [Theory]
    [InlineData("redis://here", "redis://here:6379/mnist")]
    [InlineData("redis://user@here:7000/fashion-1", "redis://user@here:7000/fashion-1")]
    [InlineData("rediss://[::1]", "rediss://[::1]:6379/mnist")]
    [InlineData("redis://:secret@here", null)]
    [InlineData("redis://user:secret@here", null)]
    [InlineData("redis://here/a/b", null)]
    [InlineData("redis://here/a b", null)]
    [InlineData("http://here", null)]
    [InlineData("here:6379", null)]
    [InlineData("redis://", null)]
    public void Parses_an_address_without_a_password(string text, string? expected)
    {
        Assert.Equal(expected is not null, ClusterAddress.TryParse(text, out ClusterAddress? address));
        Assert.Equal(expected, address?.ToString());
    }

    private static async Task FailsAsync(ClusterAddress address, string text)
    {
        long started = Stopwatch.GetTimestamp();
        WorkerOptions options = new()
        {
            EndPoint = new(IPAddress.Loopback, 0),
            Secret = Secret,
            Cluster = address,
        };
        foreach (
            Func<Task> use in (Func<Task>[])
                [
                    () => new JobWorker(options, _ => throw new InvalidOperationException()).RunAsync(Cancellation),
                    () =>
                        JobServer.StartAsync(options, new JobBoard(), new JobTerms("train", [], ImmutableDictionary<string, string>.Empty)),
                ]
        )
        {
            InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(use);
            Assert.StartsWith($"{address}: {text}", error.Message, StringComparison.Ordinal);
        }

        // Connections are given up after 3 seconds.
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(40));
    }

    private static Task<JobServer> ServeAsync(ClusterAddress address, SharedRuns shared) =>
        JobServer.StartAsync(
            new WorkerOptions
            {
                EndPoint = new(IPAddress.Loopback, 0),
                Secret = Secret,
                Cluster = address,
            },
            shared.Board,
            new JobTerms("train", [], shared.Runs.Identity),
            cancellation: Cancellation
        );

    private SharedRuns Share()
    {
        // Enough that some are left when the first process is lost.
        TrainingExperiment experiment = SharedRunsTests.ExperimentIn(_root, "served") with
        {
            Runs = 20,
        };
        return new(experiment.RunsOn(SharedRunsTests.Data), new RunFolder(experiment.Checkpoints!.Path), new JobBoard()) { Workers = 0 };
    }
}
