namespace MnistTrainer.Distributed.Tests.Mpi;

/// <summary>The environment that launchers of MPI give to their processes.</summary>
public sealed class MpiLaunchTests
{
    [Theory]
    [InlineData("OMPI_COMM_WORLD_RANK=3 OMPI_COMM_WORLD_SIZE=4 PMIX_RANK=3", 3, 4)]
    [InlineData("PMI_RANK=0 PMI_SIZE=2", 0, 2)]
    [InlineData("PMIX_RANK=1 SLURM_NTASKS=8 SLURM_PROCID=1", 1, 8)]
    public void Reads_rank_and_number_of_ranks(string environment, int rank, int count) =>
        Assert.Equal(new MpiLaunch(rank, count), Of(environment));

    /// <summary>A single rank trains as if it was started without a launcher, and so does a script of a Slurm job that starts no ranks.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("OMPI_COMM_WORLD_RANK=0 OMPI_COMM_WORLD_SIZE=1 PMIX_RANK=0 SLURM_NTASKS=8")]
    [InlineData("PMI_RANK=0 PMI_SIZE=1")]
    [InlineData("SLURM_NTASKS=8 SLURM_PROCID=0")]
    public void Is_alone(string environment) => Assert.Null(Of(environment));

    private static MpiLaunch? Of(string environment)
    {
        var variables = environment
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        return MpiLaunch.Of(variables.GetValueOrDefault);
    }
}
