using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MnistTrainer.Experiments;
using MnistTrainer.NeuralNetwork;
using Orleans.Configuration;

namespace MnistTrainer.Workers;

/// <summary>
/// Takes jobs of a study that is served elsewhere, one at a time, and trains them on threads of its own. Its checkpoints stay on its machine: what another worker has begun is
/// begun again, with the same result.
/// </summary>
/// <param name="options">Where the study is, and the secret.</param>
/// <param name="join">Prepares the study from its terms: returns what trains its jobs, and its identity on this machine.</param>
public sealed class StudyWorker(WorkerOptions options, Func<StudyTerms, JoinedStudy> join)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(10);

    /// <summary>The worker's name, which no other has: the machine's name and a random part.</summary>
    public string Name { get; } = $"{Dns.GetHostName()}-{Guid.NewGuid():N}"[..^24];

    /// <summary>Called for every job that is taken. Default: none.</summary>
    public Action<TrialJob>? Taken { get; init; }

    /// <summary>Called for every result that is delivered. Default: none.</summary>
    public Action<Trial>? Completed { get; init; }

    /// <summary>Called when the study cannot be reached, before it is tried again. Default: none.</summary>
    public Action? Lost { get; init; }

    /// <summary>Works until the study has ended.</summary>
    /// <param name="cancellation">Gives the job back and ends.</param>
    /// <returns>The number of jobs done.</returns>
    /// <exception cref="InvalidInputException">
    /// The study cannot be reached or has another secret, this machine has other data or another version, or a result differs from what is known.
    /// </exception>
    public async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        JoinedStudy? study = null;
        int done = 0;
        DateTimeOffset? lost = null;
        while (true)
        {
            (string Expected, string Found)? fault = null;
            try
            {
                using IHost client = await ConnectAsync((expected, found) => fault = (expected, found), cancellation).ConfigureAwait(false);
                IStudyGrain grain = client.Services.GetRequiredService<IClusterClient>().GetGrain<IStudyGrain>(0);
                StudyTerms terms = (await AskAsync(() => grain.JoinAsync(Name)).ConfigureAwait(false)).ToTerms();
                lost = null;
                study = Join(terms, study);
                bool hasEnded = false;
                try
                {
                    while (!hasEnded)
                    {
                        (bool isDone, hasEnded) = await WorkAsync(grain, study, cancellation).ConfigureAwait(false);
                        done += isDone ? 1 : 0;
                    }
                }
                catch (Exception e) when (e is not StudyLostException)
                {
                    await LeaveAsync(grain).ConfigureAwait(false);
                    throw;
                }

                await client.StopAsync(CancellationToken.None).ConfigureAwait(false);
                return done;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return done;
            }
            catch (StudyLostException e)
            {
                if (fault is (string expected, string found))
                    throw new InvalidInputException(Place, expected, found, "Copy secret and address from the study", e);
                lost ??= DateTimeOffset.UtcNow;
                if (DateTimeOffset.UtcNow - lost > options.Patience)
                    throw new InvalidInputException(
                        Place,
                        "a study that lends trials",
                        "no answer",
                        "Start its search on that machine, or see whether a firewall is between",
                        e
                    );
                Lost?.Invoke();
                await Task.Delay(Pause, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private string Place => $"{options.EndPoint}";

    /// <summary>Asks the study; a failure of the connection is distinguished from one of this machine.</summary>
    private static async Task<T> AskAsync<T>(Func<Task<T>> question)
    {
        try
        {
            return await question().ConfigureAwait(false);
        }
        catch (Exception e) when (e is OrleansException or TimeoutException or IOException or SocketException)
        {
            throw new StudyLostException(e);
        }
    }

    private async Task LeaveAsync(IStudyGrain grain)
    {
        try
        {
            await AskAsync(() => grain.LeaveAsync(Name)).ConfigureAwait(false);
        }
        catch (StudyLostException)
        {
            // What the worker had is lent again when its time is up.
        }
    }

    private JoinedStudy Join(StudyTerms terms, JoinedStudy? known)
    {
        JoinedStudy study = known ?? join(terms);
        foreach (string name in terms.Identity.Keys.Union(study.Identity.Keys).Order(StringComparer.Ordinal))
        {
            string theirs = terms.Identity.GetValueOrDefault(name, "none"),
                own = study.Identity.GetValueOrDefault(name, "none");
            if (theirs != own)
                throw new InvalidInputException(
                    $"{Place}: {name}",
                    $"as in the study, {theirs}",
                    own,
                    "Use the same version of the program and the same data as the study"
                );
        }

        return study;
    }

    private async Task<IHost> ConnectAsync(Action<string, string> rejected, CancellationToken cancellation)
    {
        // Orleans would try again and again.
        using CancellationTokenSource failed = new(Answer),
            any = CancellationTokenSource.CreateLinkedTokenSource(failed.Token, cancellation);
        bool isConnected = false;
        SecretHandshake handshake = new(
            options.Secret.ToArray(),
            options.EndPoint,
            (expected, found) =>
            {
                rejected(expected, found);
                if (!isConnected)
                    failed.Cancel();
            }
        );
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleansClient(orleans =>
            orleans
                .UseStaticClustering(options.EndPoint)
                .Configure<ClusterOptions>(StudyServer.SetNames)
                .Configure<ClientMessagingOptions>(messages => messages.ResponseTimeout = Answer)
                .Configure<ClientConnectionOptions>(connections => connections.ConfigureConnection(handshake.OnCaller))
        );
        IHost host = builder.Build();
        try
        {
            await AskAsync(async () =>
                {
                    await host.StartAsync(any.Token).ConfigureAwait(false);
                    return true;
                })
                .ConfigureAwait(false);
            isConnected = true;
            return host;
        }
        catch (Exception e)
        {
            host.Dispose();
            if (e is OperationCanceledException && !cancellation.IsCancellationRequested)
                throw new StudyLostException(e);
            throw;
        }
    }

    private async Task<(bool IsDone, bool HasEnded)> WorkAsync(IStudyGrain grain, JoinedStudy study, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        JobMessage message = await AskAsync(() => grain.TakeAsync(Name)).ConfigureAwait(false);
        study.Trainer.Forget(message.Settled.Select(number => new Trial(number, [])));
        if (message.Trial is null)
        {
            if (!message.HasEnded)
                await Task.Delay(Pause, cancellation).ConfigureAwait(false);
            return (false, message.HasEnded);
        }

        TrialJob job = new(message.Trial.ToTrial(), message.Epochs);
        Taken?.Invoke(job);
        if (await TrainAsync(grain, study, job, cancellation).ConfigureAwait(false) is not Trial result)
            return (false, false);
        if (await AskAsync(() => grain.CompleteAsync(Name, TrialMessage.Of(result))).ConfigureAwait(false) is string fault)
            throw new InvalidInputException(fault);
        Completed?.Invoke(result);
        return (true, false);
    }

    /// <returns>The result; null if the job is another's by now.</returns>
    private async Task<Trial?> TrainAsync(IStudyGrain grain, JoinedStudy study, TrialJob job, CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task<Trial> training = Task.Factory.StartNew(
            () => study.Trainer.Train(job, ended.Token),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        try
        {
            while (await Task.WhenAny(training, Task.Delay(TrialBoard.Lease / 3, CancellationToken.None)).ConfigureAwait(false) != training)
            {
                if (!await RenewAsync(grain, job).ConfigureAwait(false))
                    await ended.CancelAsync().ConfigureAwait(false);
            }

            return await training.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    // A study that does not answer for a moment may still want the result.
    private async Task<bool> RenewAsync(IStudyGrain grain, TrialJob job)
    {
        try
        {
            return await AskAsync(() => grain.RenewAsync(Name, job.Trial.Number)).ConfigureAwait(false);
        }
        catch (StudyLostException)
        {
            return true;
        }
    }

    private sealed class StudyLostException(Exception inner) : Exception("The study does not answer.", inner);
}
