using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using MnistTrainer.Data;
using MnistTrainer.Experiments;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Workers.Tests;

/// <summary>Studies whose trials are trained by workers of the same process, over loopback connections.</summary>
public sealed class JobWorkerTests : IDisposable
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("a secret for tests");

    private static readonly TrainingData Data = new(
        "D",
        DigitSynthesizer.Synthesize(600, 5, DataSplit.Train),
        DigitSynthesizer.Synthesize(80, 6, DataSplit.Test),
        DigitSynthesizer.Synthesize(80, 5, DataSplit.Test)
    );

    private static readonly Recipe Quick = Recipe.Fast with
    {
        Network = new() { HiddenUnits = [24] },
        Training = Recipe.Fast.Training with { BatchSize = 32, Threads = 1 },
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mnist-workers-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Any_number_of_workers_gives_the_journal_and_the_model_of_one_process()
    {
        HyperparameterSearch alone = Search("alone.zip");
        alone.Run(Data, cancellation: Cancellation);
        foreach (int count in (int[])[1, 3])
        {
            HyperparameterSearch search = Search($"served-{count}.zip") with { Board = new JobBoard() };
            await using JobServer server = await ServeAsync(search);
            Task<int>[] workers = [.. Enumerable.Range(0, count).Select(_ => Worker(server, search).RunAsync(Cancellation))];
            await RunAsync(search);
            Assert.Equal(alone.Options.Trials, (await Task.WhenAll(workers)).Sum() - PromotionsOf(search));
            AssertSame(alone, search);
        }
    }

    /// <summary>A worker hangs, with a job, until its time is up; another one joins late.</summary>
    [Fact]
    public async Task A_worker_that_is_lost_loses_nothing()
    {
        HyperparameterSearch alone = Search("alone.zip");
        alone.Run(Data, cancellation: Cancellation);
        Clock clock = new();
        HyperparameterSearch search = Search("served.zip") with { Board = new JobBoard(clock) };
        await using JobServer server = await ServeAsync(search);
        HangingTrainer hanging = new();
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task<int> lost = new JobWorker(Options(server), _ => new JoinedJobs(hanging, search.IdentityOf(Data))).RunAsync(end.Token);
        Task study = RunAsync(search);
        await hanging.Began.WaitAsync(Cancellation);
        Task<int> late = Worker(server, search).RunAsync(Cancellation);
        clock.Pass(JobBoard.Lease * 2);
        await study;
        Assert.Equal(alone.Options.Trials + PromotionsOf(search), await late);
        AssertSame(alone, search);
        await end.CancelAsync();
        Assert.Equal(0, await lost);
    }

    [Fact]
    public async Task Names_what_differs_from_the_study()
    {
        HyperparameterSearch search = Search("a.zip") with { Board = new JobBoard() };
        await using JobServer server = await ServeAsync(search);
        TrainingData other = Data with { Validation = Data.Test };
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() =>
            new JobWorker(Options(server), _ => new JoinedJobs(new HangingTrainer(), search.IdentityOf(other))).RunAsync(Cancellation)
        );
        Assert.StartsWith(
            $"{server.EndPoint}: validation samples: expected as there, 80 with the fingerprint",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Nobody_joins_without_the_secret()
    {
        HyperparameterSearch search = Search("a.zip") with { Board = new JobBoard() };
        List<string> joined = [];
        await using JobServer server = await ServeAsync(search, joined.Add);
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() =>
            Worker(server, search, Encoding.UTF8.GetBytes("a secret of others")).RunAsync(Cancellation)
        );
        Assert.Contains("expected a process with the same secret, found another secret", error.Message, StringComparison.Ordinal);

        // Who answers with what the study itself has sent does not get in, either.
        using TcpClient mirror = new();
        await mirror.ConnectAsync(server.EndPoint, Cancellation);
        NetworkStream stream = mirror.GetStream();
        await stream.WriteAsync(new byte[32], Cancellation);
        byte[] reply = new byte[128];
        await stream.ReadExactlyAsync(reply, Cancellation);
        await stream.WriteAsync(reply.AsMemory(96), Cancellation);
        Assert.Equal(0, await ReadToEndAsync(stream));
        Assert.Empty(joined);
    }

    /// <summary>A process of another version sends another protocol behind its address, or none, as the first version did.</summary>
    [Theory]
    [InlineData("", "that of an earlier version of the program")]
    [InlineData(" mnist-workers-9", "mnist-workers-9")]
    public async Task Names_the_protocol_of_another_version(string protocol, string found)
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        Task answer = AnswerAsync(other, $"{other.LocalEndpoint}{protocol}");
        WorkerOptions options = new() { EndPoint = (IPEndPoint)other.LocalEndpoint, Secret = Secret };
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() =>
            new JobWorker(options, _ => throw new InvalidOperationException()).RunAsync(Cancellation)
        );
        Assert.Contains($"expected the protocol {SecretHandshake.Protocol}, found {found}.", error.Message, StringComparison.Ordinal);
        await answer;
    }

    /// <summary>The first version expected the address alone in the 64 characters behind the nonce: it names what is behind the address.</summary>
    [Fact]
    public async Task A_worker_of_an_earlier_version_is_shown_the_protocol_in_place_of_the_address()
    {
        HyperparameterSearch search = Search("a.zip") with { Board = new JobBoard() };
        await using JobServer server = await ServeAsync(search);
        using TcpClient worker = new();
        await worker.ConnectAsync(server.EndPoint, Cancellation);
        NetworkStream stream = worker.GetStream();
        await stream.WriteAsync(new byte[32], Cancellation);
        byte[] reply = new byte[128];
        await stream.ReadExactlyAsync(reply, Cancellation);
        Assert.Equal($"{server.EndPoint} {SecretHandshake.Protocol}", Encoding.ASCII.GetString(reply, 32, 64).TrimEnd());
    }

    [Fact]
    public async Task Reports_a_process_that_does_not_answer()
    {
        using TcpListener closed = new(IPAddress.Loopback, 0);
        closed.Start();
        IPEndPoint nobody = (IPEndPoint)closed.LocalEndpoint;
        closed.Stop();
        WorkerOptions options = new()
        {
            EndPoint = nobody,
            Secret = Secret,
            Patience = TimeSpan.Zero,
        };
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() =>
            new JobWorker(options, _ => throw new InvalidOperationException()).RunAsync(Cancellation)
        );
        Assert.StartsWith($"{nobody}: expected a process that serves jobs, found no answer.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Creates_a_secret_that_its_owner_alone_reads_and_reads_it_again()
    {
        string path = Path.Combine(_folder.FullName, "secret");
        byte[] secret = WorkerSecret.ReadOrCreate(path);
        Assert.Equal(64, secret.Length);
        Assert.Equal(secret, WorkerSecret.ReadOrCreate(path));
        Assert.Equal(secret, WorkerSecret.Read(path));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        File.WriteAllText(path, "short");
        Assert.Contains(
            "expected a secret of 16 to 1024 characters, found 5",
            Assert.Throws<InvalidInputException>(() => WorkerSecret.Read(path)).Message,
            StringComparison.Ordinal
        );

        // Another file that was named by mistake must not be recommended for deletion.
        File.WriteAllText(path, new string('a', 20_000));
        string message = Assert.Throws<InvalidInputException>(() => WorkerSecret.Read(path)).Message;
        Assert.Contains("found more. Use the file", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Delete", message, StringComparison.Ordinal);
    }

    private static void AssertSame(HyperparameterSearch alone, HyperparameterSearch served)
    {
        Assert.Equal(
            File.ReadLines(alone.JournalPath).Order(StringComparer.Ordinal),
            File.ReadLines(served.JournalPath).Order(StringComparer.Ordinal)
        );
        Assert.Equal(File.ReadAllBytes(alone.ModelPath), File.ReadAllBytes(served.ModelPath));
    }

    // The journal's lines that begin after an epoch.
    private static int PromotionsOf(HyperparameterSearch search) =>
        File.ReadLines(search.JournalPath).Count(line => line.Contains("\"from\":1", StringComparison.Ordinal));

    // As a process that serves jobs answers, written out from the description of the handshake.
    private static async Task AnswerAsync(TcpListener listener, string name)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync(Cancellation);
        NetworkStream stream = client.GetStream();
        byte[] nonce = new byte[32],
            own = new byte[32],
            padded = Encoding.ASCII.GetBytes(name.PadRight(64));
        await stream.ReadExactlyAsync(nonce, Cancellation);
        byte[] answer = HMACSHA256.HashData(Secret, (byte[])[(byte)'L', .. nonce, .. own, .. padded]);
        await stream.WriteAsync((byte[])[.. own, .. padded, .. answer], Cancellation);
        await ReadToEndAsync(stream);
    }

    private static WorkerOptions Options(JobServer server, byte[]? secret = null) =>
        new() { EndPoint = server.EndPoint, Secret = secret ?? Secret };

    private static Task<JobServer> ServeAsync(HyperparameterSearch search, Action<string>? joined = null) =>
        JobServer.StartAsync(
            new WorkerOptions { EndPoint = new(IPAddress.Loopback, 0), Secret = Secret },
            search.Board!,
            new JobTerms("search", [], search.IdentityOf(Data)),
            joined,
            cancellation: Cancellation
        );

    private static Task<StudyResult> RunAsync(HyperparameterSearch search) =>
        Task.Run(() => (search with { Options = search.Options with { Workers = 0 } }).Run(Data, cancellation: Cancellation), Cancellation);

    private static async Task<int> ReadToEndAsync(NetworkStream stream)
    {
        try
        {
            return await stream.ReadAsync(new byte[1], Cancellation);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private HyperparameterSearch Search(string model) =>
        new(Quick, SearchSpace.Create(Quick, [new("learning-rate", "1e-4..1e-1"), new("batch-size", "16,32,64")]))
        {
            ModelPath = Path.Combine(_folder.FullName, model),
            Options = new SearchOptions { Trials = 6, Epochs = 3 },
            Threads = 1,
        };

    private JobWorker Worker(JobServer server, HyperparameterSearch search, byte[]? secret = null)
    {
        DirectoryInfo folder = _folder.CreateSubdirectory(Guid.NewGuid().ToString("N"));
        return new JobWorker(
            Options(server, secret),
            _ => new JoinedJobs(search.CreateTrainer(Data, folder.FullName), search.IdentityOf(Data))
        );
    }

    private sealed class HangingTrainer : IJobTrainer
    {
        private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Began => _began.Task;

        public ReadOnlyMemory<byte> Train(Job job, CancellationToken cancellation)
        {
            _began.TrySetResult();
            cancellation.WaitHandle.WaitOne();
            throw new OperationCanceledException(cancellation);
        }
    }

    private sealed class Clock : TimeProvider
    {
        private long _ticks = new DateTime(2026, 11, 30).Ticks;

        public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

        public void Pass(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
    }
}
