using MnistTrainer.Experiments;
using MnistTrainer.NeuralNetwork;
using Orleans.Concurrency;

namespace MnistTrainer.Workers;

/// <summary>Passes on to the board of the process what workers ask: trainings run elsewhere, and others are answered while a result is checked.</summary>
[Reentrant]
internal sealed class BoardGrain(ServedBoard served) : Grain, IBoardGrain
{
    public Task<TermsMessage> JoinAsync(string worker)
    {
        served.Saw(worker);
        served.Joined?.Invoke(worker);
        return Task.FromResult(TermsMessage.Of(served.Terms));
    }

    public Task<JobMessage> TakeAsync(string worker)
    {
        Job? job = served.Board.Take(worker);
        bool hasEnded = served.Board.HasEnded;
        if (hasEnded)
            served.Forget(worker);
        else
            served.Saw(worker);
        return Task.FromResult(new JobMessage(job?.Key, job?.Payload.ToArray() ?? [], [.. served.Board.Settled], hasEnded));
    }

    public Task<bool> RenewAsync(string worker, string key)
    {
        served.Saw(worker);
        return Task.FromResult(served.Board.Renew(worker, key));
    }

    public Task<string?> SendAsync(string worker, string key, long offset, byte[] piece)
    {
        served.Saw(worker);
        served.Board.Renew(worker, key);
        return Task.FromResult(served.IncomingOf(worker).Add(key, offset, piece));
    }

    public async Task<string?> CompleteAsync(string worker, string key, byte[] hash)
    {
        if (served.IncomingOf(worker).Take(key, hash) is not ReadOnlyMemory<byte> result)
            return $"{key} of worker {worker}: expected bytes that match their checksum, found others. Restart the worker.";
        try
        {
            await Task.Run(() => served.Board.Complete(worker, key, result));
            return null;
        }
        catch (InvalidInputException e)
        {
            return e.Message;
        }
    }

    public Task<bool> LeaveAsync(string worker)
    {
        served.Board.GiveBack(worker);
        served.Forget(worker);
        served.Left?.Invoke(worker);
        return Task.FromResult(true);
    }
}
