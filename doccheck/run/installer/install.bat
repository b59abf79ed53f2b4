@echo off
rem Cai doccheck tu thu muc nay, khong can mang. / Installs doccheck from this folder, without network.
rem   install.bat [TARGET]   (default: %USERPROFILE%\doccheck)
setlocal
set "HERE=%~dp0"
set "TARGET=%~1"
if "%TARGET%"=="" set "TARGET=%USERPROFILE%\doccheck"
py -@PYTHON@ -m venv --without-pip "%TARGET%" 2>nul
if exist "%TARGET%\Scripts\python.exe" goto ready
python -c "import sys; sys.exit('%%d.%%d' %% sys.version_info[:2] != '@PYTHON@')" || goto wrong
python -m venv --without-pip "%TARGET%" || goto wrong
:ready
for %%F in ("%HERE%wheels\pip-*.whl") do set "PIP=%%~F"
"%TARGET%\Scripts\python.exe" -s "%PIP%\pip" --isolated --disable-pip-version-check install --quiet --no-input --no-index --find-links "%HERE%wheels" --upgrade "@WANTED@" || goto failed
if exist "%HERE%registry.db" copy /y "%HERE%registry.db" "%TARGET%" >nul
if exist "%HERE%rules" xcopy /e /i /y "%HERE%rules" "%TARGET%\rules" >nul
"%TARGET%\Scripts\doccheck.exe" version || goto failed
echo Installed: %TARGET%\Scripts\doccheck.exe
pause
exit /b 0
:wrong
echo Can Python @PYTHON@ (@SYSTEM@). / Python @PYTHON@ (@SYSTEM@) is needed.
pause
exit /b 2
:failed
echo Cai khong xong. / The installation failed.
pause
exit /b 1
