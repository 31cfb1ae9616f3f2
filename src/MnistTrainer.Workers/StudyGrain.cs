using MnistTrainer.Experiments;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Workers;

/// <summary>Passes on to the board of the process what workers ask. Nothing here takes longer than a lock: trainings run elsewhere.</summary>
internal sealed class StudyGrain(ServedStudy study) : Grain, IStudyGrain
{
    public Task<TermsMessage> JoinAsync(string worker)
    {
        study.Saw(worker);
        study.Joined?.Invoke(worker);
        return Task.FromResult(TermsMessage.Of(study.Terms));
    }

    public Task<JobMessage> TakeAsync(string worker)
    {
        TrialJob? job = study.Board.Take(worker);
        bool hasEnded = study.Board.HasEnded;
        if (hasEnded)
            study.Forget(worker);
        else
            study.Saw(worker);
        return Task.FromResult(
            new JobMessage(job is null ? null : TrialMessage.Of(job.Trial), job?.Epochs ?? 0, [.. study.Board.Settled], hasEnded)
        );
    }

    public Task<bool> RenewAsync(string worker, int trial)
    {
        study.Saw(worker);
        return Task.FromResult(study.Board.Renew(worker, trial));
    }

    public Task<string?> CompleteAsync(string worker, TrialMessage result)
    {
        try
        {
            study.Board.Complete(worker, result.ToTrial());
            return Task.FromResult<string?>(null);
        }
        catch (InvalidInputException e)
        {
            return Task.FromResult<string?>(e.Message);
        }
    }

    public Task<bool> LeaveAsync(string worker)
    {
        study.Board.GiveBack(worker);
        study.Forget(worker);
        study.Left?.Invoke(worker);
        return Task.FromResult(true);
    }
}
