using System.Threading.Channels;

namespace ModelServing;

/// <summary>Adds the rows that people send to the table, and trains the model again after every 100 of them, while the earlier one answers.</summary>
internal sealed class Retraining(Channel<Plant> observed, PlantModel model, ILogger<Retraining> log) : BackgroundService
{
    private const int RowsBetween = 100;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        int rows = 0;
        await foreach (Plant plant in observed.Reader.ReadAllAsync(stoppingToken))
        {
            await File.AppendAllTextAsync(PlantTraining.RowFile, plant.ToCsv(), stoppingToken);
            if (++rows % RowsBetween == 0)
                await Task.Run(() => Retrain(stoppingToken), stoppingToken);
        }
    }

    private void Retrain(CancellationToken cancellation)
    {
        try
        {
            PlantTraining.Run(cancellation);
            model.Reload();
            log.LogInformation("The model was replaced.");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "The model stays as it was.");
        }
    }
}
