# Installs coplay for this user: fetches the executable, checks it against SHA256SUMS, and adds its folder to PATH.
#
#   $env:COPLAY_INSTALL   the folder for it, in place of %LOCALAPPDATA%\coplay
#   $env:COPLAY_RELEASE   where the files of the release lie
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12

$release = if ($env:COPLAY_RELEASE) { $env:COPLAY_RELEASE } else { 'https://github.com/coplay/coplay/releases/latest/download' }
$folder = if ($env:COPLAY_INSTALL) { $env:COPLAY_INSTALL } else { Join-Path $env:LOCALAPPDATA 'coplay' }
$archive = 'coplay-x86_64-pc-windows-msvc.zip'

$temp = Join-Path ([IO.Path]::GetTempPath()) ([Guid]::NewGuid())
New-Item -ItemType Directory -Path $temp | Out-Null
try {
  Invoke-WebRequest -UseBasicParsing "$release/SHA256SUMS" -OutFile "$temp\SHA256SUMS"
  Invoke-WebRequest -UseBasicParsing "$release/$archive" -OutFile "$temp\$archive"
  $line = Get-Content "$temp\SHA256SUMS" | Where-Object { $_ -match "^[0-9a-f]{64} [ *]$([regex]::Escape($archive))$" }
  if (-not $line) { throw "SHA256SUMS does not name $archive" }
  $hash = (Get-FileHash -Algorithm SHA256 "$temp\$archive").Hash
  if ($hash -ne $line.Substring(0, 64)) { throw "$archive is not what SHA256SUMS says; nothing was installed" }

  Expand-Archive "$temp\$archive" "$temp\files"
  New-Item -ItemType Directory -Force -Path $folder | Out-Null
  # Windows lets a running program be renamed, but not replaced.
  $program = Join-Path $folder 'coplay.exe'
  if (Test-Path $program) { Move-Item -Force $program "$program.old" }
  Copy-Item "$temp\files\coplay\*" $folder -Force
  Write-Output "Installed $(& $program --version) in $folder"
} finally {
  Remove-Item -Recurse -Force $temp
}

$path = [Environment]::GetEnvironmentVariable('Path', 'User')
if (($path -split ';') -notcontains $folder) {
  [Environment]::SetEnvironmentVariable('Path', (($path, $folder | Where-Object { $_ }) -join ';'), 'User')
  Write-Output 'Open a new terminal to start it as coplay'
}
